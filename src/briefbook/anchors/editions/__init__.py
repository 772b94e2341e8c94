"""Editions: what each promised of its anchors, and what changed since."""
