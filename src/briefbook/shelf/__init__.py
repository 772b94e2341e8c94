"""The shelf: many books, one library.

``shelf.toml`` names the books. Each is built as ``briefbook book`` builds it; what this room knows
of a book are the records that its build leaves: ``anchors.json`` and ``sources.json`` beside its
pages. ``building`` has the order of the work.
"""
