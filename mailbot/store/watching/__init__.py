"""Alerts, and the conditions that raise and end them."""
