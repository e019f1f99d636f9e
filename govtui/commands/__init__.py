"""The commands, each one function of what was asked for to an exit code."""
