"""Report the verdicts on drafts as text, JSON, SARIF and an annotated page."""
