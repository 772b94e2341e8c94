"""PDF files, from glyphs to paragraphs: :func:`briefbook.sources.readers.pdf.reader.read_pdf`.

``extract`` runs in a process of its own and hands over each page's fragments; ``margins``
takes away what is in the margins, ``columns`` finds the order, ``tables`` and ``notes`` what
is no running text, ``paragraphs`` the rest.
"""
