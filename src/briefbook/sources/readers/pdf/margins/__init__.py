"""The margins of pages: running heads and feet, page numbers, line numbers, a browser's lines."""
