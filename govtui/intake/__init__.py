"""From a file to drafts of tasks: reader, grid, recogniser."""
