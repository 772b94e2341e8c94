"""The EPUB: Sphinx's, with what EPUB 3.3 and EPUBCheck require.

``pages`` makes each page well-formed and removes links to what is not in the file;
``package`` writes the file's metadata; ``builder`` packs it, always the same bytes.
"""
