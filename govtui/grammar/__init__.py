"""The command line's grammar, as plain data."""
