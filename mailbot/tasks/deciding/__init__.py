"""What a person decides on reminders: approved, changed, asked for one by one or in number."""
