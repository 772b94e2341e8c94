"""Sign packs: the manifest in minisign's format, PDF files as PAdES."""
