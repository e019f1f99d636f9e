"""The sheets that an office hands in."""
