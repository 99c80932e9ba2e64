"""The books in SQL: tables, sessions, and one file of queries per noun. No decision is taken here."""
