"""What ``briefbook check`` and its builder say to each other of what was read."""

SILENT = "briefbook-silent"
"""File beside the doctrees: all of them were read without a warning."""

CHANGED_ALONE = "BRIEFBOOK_CHECK_CHANGED"
"""Variable that is set where the doctrees are those of a silent reading, of these inputs."""
