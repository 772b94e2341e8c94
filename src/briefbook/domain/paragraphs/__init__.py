"""Paragraph numbers and the ids of sections."""
