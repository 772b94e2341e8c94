"""All checks in one pass, and their findings for a person or a program."""
