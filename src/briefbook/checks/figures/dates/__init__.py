"""Days, times and years in a text, as figures that can be looked up."""
