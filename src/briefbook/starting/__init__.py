"""Starting: a new book, a project that becomes one, and a look at what this machine has."""
