"""Word documents: :func:`briefbook.sources.readers.word.reader.read_word`."""
