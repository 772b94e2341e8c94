"""What is written beside the documents' pages: search, previews, lasting addresses."""
