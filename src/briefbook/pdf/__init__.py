"""The PDF builder: doctree to Typst to PDF.

``builder`` is the entry point from Sphinx. Then, in the order of the work:

- ``manuscript``: every document in Typst, written by ``translator`` in several processes, with the
  labels of its places (``output.labels``); ``contents`` lists titles, figures and tables.
- ``selection.volumes`` and ``layout.chunks``: which documents are one file of the book, and which
  are typeset together.
- ``layout.schedule``: typesets the chunks, each in a process of its own (``layout.tasks``) that
  has ``layout.typesetter`` lay out its pages until they settle. ``layout.feedback`` is what a
  layout reads of the ones before, ``layout.pagination`` the page of each place of the book.
- ``finished_volumes``: has ``layout.running_heads`` typeset, and makes one file of the chunks
  (``merge``).
- ``printing``, ``fingerprint``: put the files in place, and record what they were made from.

``live`` makes drafts, with one compiler that is kept.
"""
