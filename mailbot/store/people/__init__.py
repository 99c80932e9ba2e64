"""Who works here, where they are signed in, and what they kept."""
