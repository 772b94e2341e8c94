"""The text of a citation or a reference: capitals, looks, and how its pieces meet."""
