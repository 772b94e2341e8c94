"""Scanning: whether anything that is built holds what the book has and the pack's tree has not.

It knows two folders, the book's and the tree's, and what was built; neither marks nor how the
tree was cut. It shares no code with ``cutting``, so that a slip there is not made here again.
"""
