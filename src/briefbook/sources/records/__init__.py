"""The record of a source, and its text where it is on this disk."""
