"""What of the book one PDF file holds: volumes, parts, lists left out, where pages start."""
