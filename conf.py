"""Settings of the book: values only."""

project = "North Korean troops in Russia"
author = "The briefbook editors"
copyright = "2026, the briefbook editors"
language = "en"
version = release = "1"

extensions = ["briefbook"]
exclude_patterns = ["_build"]

brief_subtitle = "An annotated briefing from two articles, on information to July 2025"
brief_edition = "Second edition"
brief_date = "2026-11-28"
brief_information = "July 2025"
brief_handling = "TLP:CLEAR"
brief_licence = "CC-BY-4.0"
brief_pdf_name = "north-korean-troops-in-russia"

bibtex_bibfiles = ["references.bib"]

html_theme = "sphinx_book_theme"
html_title = "North Korean troops in Russia"
html_favicon = "docs/_static/favicon.svg"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_theme_options = {
    "collapse_navbar": True,
    "home_page_in_toc": False,
    "navbar_persistent": [],
    "toc_title": "On this page",
    "use_download_button": False,
}
# The theme reports an error in the browser's console when this is not set.
html_context = {"default_mode": "auto"}
