"""From a finished doctree to the document's records."""
