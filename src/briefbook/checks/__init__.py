"""The rules that a book must keep, as pure functions over records; no Sphinx."""
