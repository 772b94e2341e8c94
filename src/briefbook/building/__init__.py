"""``briefbook book``: the site and the PDF in one go, and only when something changed."""
