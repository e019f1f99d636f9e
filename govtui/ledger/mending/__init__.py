"""Checking a ledger, and rebuilding a damaged one into a new folder."""
