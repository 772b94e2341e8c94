"""Published files run nothing: no script of a picture, no formula of a table."""
