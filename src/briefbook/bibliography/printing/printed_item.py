"""An item being printed: its fields as text, and how numbers and words are set."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from briefbook.bibliography.items.parts import CslItem
from briefbook.bibliography.persons import principal
from briefbook.bibliography.printing.wording import Wording
from briefbook.bibliography.rich_text import RichText, from_markup, rich

#: A dash is between two numbers (also iv–vi, A1–A9), not in a number such as TB-1.
_RANGE = re.compile(r"(?<=\d)\s*-+\s*(?=[A-Za-z]?\d)|(?<=[ivxlc])-+(?=[ivxlc]+\b)")


class PrintedItem:
    """An item with the wording that it is printed in."""

    def __init__(self, item: CslItem, wording: Wording) -> None:
        self.item, self.words = item, wording
        self.custom: Mapping[str, Any] = item.get("custom", {})
        self.kind = str(item.get("type", ""))
        self.role, self.people = principal(item)

    def get(self, name: str) -> str:
        """Return a variable as it is; empty where it is not given."""
        return str(self.item.get(name) or "")

    def rich(self, name: str) -> RichText:
        """Return a variable with its looks."""
        return from_markup(self.get(name))


def linked(address: str) -> RichText:
    """Return an address that links to itself."""
    # An address is data: anything but a web address is shown, not linked.
    return rich(address, href=address if address.startswith(("https://", "http://")) else "")


def dashed(text: str) -> str:
    """Put a dash between two numbers."""
    return _RANGE.sub("–", text)


def capital(text: str) -> str:
    """Let a text begin with a capital letter; ``c.`` before a date has none."""
    return text if text.startswith("c. ") else text[:1].upper() + text[1:]


def capitalised(text: RichText) -> RichText:
    """Let a text begin with a capital letter."""
    if not text:
        return ()
    return (text[0]._replace(text=capital(text[0].text)), *text[1:])
