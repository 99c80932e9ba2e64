"""The embedded firm: invented clients, banks and partners that answer real mail, played under a virtual clock."""
