"""Plain Python that every room may import: records, locators, ids, text, diagnostics."""
