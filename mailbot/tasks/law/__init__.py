"""Penalties claimed and settled, limitation watched."""
