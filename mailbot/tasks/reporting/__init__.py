"""The report of the week, gathered in the rights of its reader and mailed once."""
