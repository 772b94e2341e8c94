"""The settings of a book, and whether a project is one."""
