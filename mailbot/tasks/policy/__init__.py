"""The firm's ladders: changed on a page, with what that does to open invoices said before."""
