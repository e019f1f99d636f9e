"""What the command line prints: pages, tables and JSON. Pure functions."""
