"""Settings of the handbook: values only."""

project = "The briefbook handbook"
author = "The briefbook authors"
language = "en"

extensions = ["briefbook"]
brief_book = True
brief_subtitle = "From nothing to a paragraph that others can cite"
brief_pdf_name = "briefbook-handbook"
