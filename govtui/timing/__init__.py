"""Days left and lights, computed from a task, the rules and a given day."""
