"""From what a reader found in a file to an article: title, authors, numbered blocks."""
