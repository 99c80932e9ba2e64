"""What a person newly wrote in a reply, and what they want."""
