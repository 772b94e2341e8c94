"""The Sphinx domain ``brief``: directives, roles, records and transforms, for every builder."""
