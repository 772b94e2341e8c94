"""The PDF builder: doctree to Typst to PDF.

``builder`` is what Sphinx calls. Then, in the order of the work:

- ``manuscript``: every document in Typst, written by ``translator`` in several processes, with the
  labels of its places (``output.labels``); ``contents`` lists titles, figures and tables.
- ``selection.volumes`` and ``layout.chunks``: which documents are one file of the book, and which
  are typeset together.
- ``layout.schedule``: typesets the chunks, each in a process of its own (``layout.tasks``) that
  has ``layout.typesetter`` lay out its pages until they settle. What a
  layout is told of the ones before is in ``layout.feedback``, on which page each place of the book
  is in ``layout.pagination``.
- ``finished_volumes``: has ``layout.running_heads`` typeset, and makes one file of the chunks
  (``merge``).
- ``printing``, ``fingerprint``: put the files in place, and remember what they were made from.

``live`` makes drafts, from one compiler that stays.
"""
