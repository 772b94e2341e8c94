"""``briefbook book``, ``check``, ``live`` and ``reader``: run Sphinx when something has changed."""
