"""Run all checks in one pass, and report their findings to people and programs."""
