"""Who works here: enrolled, signed in, with their own views."""
