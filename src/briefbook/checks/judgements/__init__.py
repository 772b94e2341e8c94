"""Key judgements, words of likelihood, handling labels."""
