"""A pack's parameters as a spreadsheet, and a filled one read back."""
