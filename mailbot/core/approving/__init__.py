"""A partner's answer understood, and what exactly it approves."""
