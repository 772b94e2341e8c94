"""Locators: what a citation points at inside a source."""
