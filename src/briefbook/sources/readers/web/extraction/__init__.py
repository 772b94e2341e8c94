"""Extraction of the article from a page: which of its units belong to it."""
