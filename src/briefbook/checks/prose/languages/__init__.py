"""The words that matter in a quotation (negations, hedges, speakers), a file per language."""
