"""Mailbot gets a firm's invoices paid from the mailbox it already has."""
