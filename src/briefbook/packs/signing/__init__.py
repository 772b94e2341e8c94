"""Who made a pack: its manifest signed as minisign does, its PDF files as PAdES."""
