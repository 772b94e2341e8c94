"""``briefbook add``: article files become records, entries and chapters."""
