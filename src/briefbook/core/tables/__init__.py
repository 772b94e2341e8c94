"""Tables that an editor keeps as CSV: readings, events, and what a cell may be."""
