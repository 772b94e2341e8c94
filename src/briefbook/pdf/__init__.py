"""The PDF builder: doctree to Typst to PDF."""
