"""Errors that stop a command, worded for the person who ran it."""

from __future__ import annotations


class BriefbookError(Exception):
    """The command cannot go on; the text says what is wrong and what to do."""
