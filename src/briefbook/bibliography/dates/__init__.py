"""Dates of entries: EDTF, older forms, and their words."""
