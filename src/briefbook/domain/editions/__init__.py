"""The promises of the book: changes since an edition, broken promises, the list of anchors."""
