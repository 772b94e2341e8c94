"""What words mean for a quotation, one file of words for each language."""
