"""How a page is cited: styles, exchange formats, metadata for programs."""
