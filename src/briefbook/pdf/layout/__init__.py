"""Typeset chunks of the book until the page numbers that they print are right."""
