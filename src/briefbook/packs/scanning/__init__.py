"""Search everything that was built for what is in the book and not in the pack's tree.

Its input are two folders, the book's and the tree's, and what was built; it knows neither marks
nor how the tree was cut. It shares no code with ``cutting``, so as not to repeat its mistakes.
"""
