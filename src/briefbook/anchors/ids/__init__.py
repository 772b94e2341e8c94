"""Ids of paragraphs and headings, given once."""
