"""Read the glyphs drawn on the pages of a PDF, as fragments of lines."""
