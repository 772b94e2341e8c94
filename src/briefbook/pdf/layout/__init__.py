"""The pages: chunks of the book typeset until the page numbers that they print are right."""
