"""Handing a ledger over to a successor: what belongs to it, the package, the note for who opens it."""
