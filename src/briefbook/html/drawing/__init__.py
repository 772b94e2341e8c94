"""How a page draws glossaries, notes, tables and formulas."""
