"""Which invoices a payment pays: evidence, hypotheses, and hard gates before anything is done without a person.

`LedgerIndex.build` once per run (`ledger`), then `match` per payment in date order (`decide`), then
`ledger.after(decision)`."""
