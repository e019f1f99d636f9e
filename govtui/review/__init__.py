"""What the clerk looks at: filters and immutable views of tasks."""
