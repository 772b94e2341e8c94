"""One reader per format; :func:`briefbook.sources.readers.choose.read_file` picks it."""
