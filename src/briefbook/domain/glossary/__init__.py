"""Topic glossaries and indexes of their terms."""
