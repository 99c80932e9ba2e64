"""Notices of banks and payment providers."""
