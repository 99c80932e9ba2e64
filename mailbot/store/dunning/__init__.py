"""Reminders, what holds them back, and how they left."""
