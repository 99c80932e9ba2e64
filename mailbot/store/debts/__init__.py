"""Clients, their contacts, and what they owe."""
