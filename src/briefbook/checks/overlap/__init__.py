"""No run of words is shared with a restricted source outside quotation marks."""
