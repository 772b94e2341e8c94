"""The brief: one sheet of two sides, for a reader with a few minutes.

``content`` takes it from the book: the front page's sections, the key judgements, the first table
that precedes the chapters, the charts, the sources. ``builder`` typesets them in the
largest type that fits, with as many charts as there is room for, and says so where none does.
"""
