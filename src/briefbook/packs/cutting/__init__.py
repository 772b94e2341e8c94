"""Write the tree of a pack from the parts of the book that it may contain.

``scanning``, which checks the result, uses nothing from here.
"""
