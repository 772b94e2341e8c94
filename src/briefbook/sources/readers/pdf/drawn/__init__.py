"""What is drawn on the pages of a PDF: its glyphs in order, as fragments of lines."""
