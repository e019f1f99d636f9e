"""Writes tables with really merged cells as .docx, .xlsx, .html and .csv, for the tests of the readers."""
