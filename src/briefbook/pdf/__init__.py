"""The PDF builder: doctree to Typst to PDF.

``builder`` is what Sphinx calls. Then, in the order of the work:

- ``manuscript``: every document in Typst, written by ``translator`` in several processes, with the
  ``labels`` of its places; ``contents`` lists titles, figures and tables.
- ``volumes`` and ``quires``: which documents are one file of the book, and which are set together.
- ``press``: sets the quires, each in a process (``child``, ``typesetting``) that has ``compile``
  lay out its pages until they settle. What a layout is told of the ones before is in ``found``,
  on which page each place of the book is in ``pagination``.
- ``bindery``: has heads and feet set (``heads``), and makes one file of the quires (``binding``).
- ``output``, ``state``: puts it in place, and remembers what it was made from.

``live`` makes drafts, from one compiler that stays.
"""
