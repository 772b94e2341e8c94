"""From an article file to a record, a bibliography entry and a chapter; no Sphinx."""
