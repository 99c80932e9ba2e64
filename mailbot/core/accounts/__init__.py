"""Entries, the FEC, what is put on invoices and what is given up."""
