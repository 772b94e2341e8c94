"""The EPUB: Sphinx's, with what EPUB 3.3 and its checker ask for.

``pages`` makes each page well-formed and lets it lead to nothing that is not in the file;
``package`` writes what the file says of itself; ``builder`` packs it, always the same bytes.
"""
