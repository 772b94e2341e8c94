"""Collect a document's records from its doctree."""
