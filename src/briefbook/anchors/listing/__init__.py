"""The list of all anchors of a built book."""
