"""Links to anchors anywhere in the book, and labels for other builders."""
