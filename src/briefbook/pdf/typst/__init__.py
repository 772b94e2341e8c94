"""Typst: literals, formulas, the folder that it sees, its process and its errors."""
