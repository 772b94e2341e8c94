"""What the prose of a page is made of: sentences, quotations, words that carry meaning."""
