"""The shelf: many books, one library.

``shelf.toml`` names the books. Each is built as by ``briefbook book``; all that is known
of a book here are the records that its build leaves: ``anchors.json`` and ``sources.json`` beside
its pages. ``building`` has the order of the work.
"""
