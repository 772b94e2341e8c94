"""How large a file may be; in a module of its own, because the command line shows it."""

#: 50 MB: the longest article with pictures is far below.
LARGEST = 50_000_000
