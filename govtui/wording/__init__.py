"""What the words of a plan mean: deadlines, units, indicators, dates. Pure functions."""
