"""TeX in fields, read as formatted text."""
