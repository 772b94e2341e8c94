"""Citations and references in any style of the Citation Style Language (CSL 1.0.2)."""
