"""What is read from the files of CSL: styles, and locales with the words of languages."""
