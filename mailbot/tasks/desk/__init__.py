"""What every use case is given: the office with its doors, who decides, whom it is about."""
