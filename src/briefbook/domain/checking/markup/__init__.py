"""Markup that Markdown does not know and leaves in the text as it was typed."""
