"""The pages: chunks of the book are typeset until the page numbers that they print are right."""
