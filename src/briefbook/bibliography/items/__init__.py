"""Convert entries to CSL-JSON items, from which everything printed is made."""
