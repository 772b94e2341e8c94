"""Numbers in text as values: digits, number words, ranges, units."""
