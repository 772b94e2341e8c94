project = "A harbour falls silent"
author = "The testers"
extensions = ["briefbook"]
html_theme = "basic"
brief_date = "2026-01-01"
exclude_patterns = ["data"]
