"""Which accounts of a chart are customers': those of all, and those of the doubtful ones."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CustomerAccounts:
    """How the numbers of customers' accounts begin, ordinary and doubtful ones."""

    ordinary: str = "411"
    doubtful: str = "416"

    @staticmethod
    def of(customers: str, doubtful: str) -> CustomerAccounts:
        """From the firm's accounts: a collective account 411000 stands for all that begins with 411."""
        return CustomerAccounts(*(number.rstrip("0").ljust(3, "0") for number in (customers, doubtful)))

    def owner(self, account: str) -> str:
        """The customer's own account: a doubtful one is that of the same customer."""
        return self.ordinary + account.removeprefix(self.doubtful) if account.startswith(self.doubtful) else account


USUAL = CustomerAccounts()
