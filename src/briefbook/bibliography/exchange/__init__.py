"""Entries from and to the formats that reference managers exchange."""
