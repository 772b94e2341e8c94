"""What is looked at before it is read: encoding, front matter, nesting, inclusions, toctrees."""
