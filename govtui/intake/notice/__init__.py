"""Plans in running text: paragraphs, their numbers, labels and brackets, and the tasks that they make."""
