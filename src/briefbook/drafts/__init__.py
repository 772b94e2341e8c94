"""Any draft against a folder of sources: quotations and figures, found by the words themselves."""
