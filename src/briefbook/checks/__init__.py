"""What a book must keep to, as pure functions over records; no Sphinx."""
