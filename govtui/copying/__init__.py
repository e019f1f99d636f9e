"""Putting what is copied where other programs find it."""
