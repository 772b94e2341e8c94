"""``briefbook lsp``: a language server for chapters; it reads text files and starts no Sphinx."""
