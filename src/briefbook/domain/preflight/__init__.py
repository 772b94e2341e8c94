"""Checks before documents are read: encoding, front matter, nesting, inclusions, toctrees."""
