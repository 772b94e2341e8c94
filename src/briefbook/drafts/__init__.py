"""Verify a draft against a folder of sources: find its quotations and figures by their words."""
