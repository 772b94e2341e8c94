"""A .bib file as its blocks, by the grammar of BibTeX."""
