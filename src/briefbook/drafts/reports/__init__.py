"""What was found in drafts, as text, JSON, SARIF and an annotated page."""
