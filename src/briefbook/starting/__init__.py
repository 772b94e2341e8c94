"""Before there is a book: a new one, a project that becomes one, and what this machine has."""
