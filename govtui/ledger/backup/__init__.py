"""Backups: archives with a manifest of sums, which ones are kept, and putting one back."""
