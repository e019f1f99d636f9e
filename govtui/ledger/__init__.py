"""The ledger on disk: the only writer."""
