"""references.bib, and metadata that reference managers export."""
