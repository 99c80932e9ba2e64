"""What a person makes of a message: corrected, taken back, learned, answered."""
