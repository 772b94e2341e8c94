"""Text as the checks compare it: normal forms, words of every script, marks, mentions."""
