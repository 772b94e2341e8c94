"""Saved web pages: which part is the article, and every word of that part, in its place.

``saved`` opens what a browser or an archive saved; ``parsing`` makes a tree of it; ``walk`` goes
over the tree and makes units, which are pieces or words left out with their reason; ``votes``
asks several extractors which units they take; ``article`` chooses among them; ``metadata`` reads
what the page says of itself.
"""
