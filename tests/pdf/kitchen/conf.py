"""A book that uses every construct of the packages that the project names."""

project = "The kitchen book"
author = "{The testers}"
language = "en"
extensions = ["briefbook"]
bibtex_bibfiles = ["references.bib"]
html_theme = "basic"
nitpicky = True
numfig = True
myst_enable_extensions = [
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "html_admonition",
    "html_image",
    "replacements",
    "smartquotes",
    "substitution",
    "tasklist",
]
myst_substitutions = {"grain": "buckwheat"}
brief_subtitle = "All that a kitchen holds"
brief_edition = "Test edition"
brief_date = "2026-01-01"
brief_handling = "TLP:AMBER+STRICT"
brief_url = "https://kitchen.example/book"
brief_pdf_lists = ["notes", "indexes"]
