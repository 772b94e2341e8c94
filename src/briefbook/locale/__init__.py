"""The catalogues of the labels: one file of gettext a language, and how they are made."""
