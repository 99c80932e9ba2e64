"""The embedded firm: clients, a bank and a partner that answer, under a virtual clock."""
