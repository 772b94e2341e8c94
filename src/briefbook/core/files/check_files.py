"""What ``briefbook check``, its builder and other commands say to each other by files."""

FINDINGS = "findings.json"
"""What a check found last, as JSON, in `build/check/`."""

SILENT = "briefbook-silent"
"""File beside the doctrees: all of them were read without a warning."""

CHANGED_ALONE = "BRIEFBOOK_CHECK_CHANGED"
"""Variable that is set where the doctrees are those of a silent reading, of these inputs."""

CLAIMS = "briefbook-claims"
"""File beside the doctrees: the figures and dates that were found in the texts of the book."""
