"""The filter's language: one grammar for the filter line, the command line, saved views and exports."""
