"""The characters of a field's TeX: words, blanks, ligatures, quotation marks, raw arguments."""

from __future__ import annotations

import re
import unicodedata

_TEXT = re.compile(r"[^\\{}$`'\"~?!\s\x00-\x1f\x7f-\x9f-]+")
_BLANK = re.compile(r"[ \t\n\r\f\v]+")
_LIGATURES = ("---", "--", "``", "''", "?`", "!`")
_LIGATURE = {"---": "—", "--": "–", "``": "“", "''": "”", "?`": "¿", "!`": "¡"}
#: Signs between the letters of a word: umlauts, hyphens, places to break at.
_GERMAN = re.compile(r'[=~"aouAOUs-](?=\w)')
_SHORTHAND = {"=": "-", "~": "-", **dict(zip("aouAOUs", "äöüÄÖÜß", strict=True))}


class TexCursor:
    """A position in the TeX source of one field, from which it is read."""

    def __init__(self, source: str) -> None:
        self.source, self.at = source, 0

    def characters(self, last: str) -> str:
        """Return the next word, blank or sign as printed; ``last`` is the character before it."""
        text = _TEXT.match(self.source, self.at)
        if text:
            self.at = text.end()
            return text[0]
        blank = _BLANK.match(self.source, self.at)
        if blank:
            self.at = blank.end()
            return " "
        for ligature in _LIGATURES:
            if self.source.startswith(ligature, self.at):
                self.at += len(ligature)
                return _LIGATURE[ligature]
        sign = self.source[self.at]
        self.at += 1
        if sign == '"':
            return self._double_mark(last)
        if unicodedata.category(sign) == "Cc":
            return ""
        return {"~": "\u00a0", "`": "‘", "'": "’"}.get(sign, sign)

    def _double_mark(self, last: str) -> str:
        """Return a quotation mark or, within a word, what babel's German shorthand stands for."""
        german = _GERMAN.match(self.source, self.at)
        if german and (last.isalpha() or (last.strip() and german[0] == '"')):
            self.at = german.end()
            return _SHORTHAND.get(german[0], "")
        return "“" if not last or last in " ([“‘—–\u00a0" else "”"

    def skip_blanks(self) -> None:
        """Move past blanks."""
        blank = _BLANK.match(self.source, self.at)
        self.at = blank.end() if blank else self.at

    def raw_argument(self) -> str:
        """Read an argument without interpreting it; empty where no brace opens here."""
        self.skip_blanks()
        if not self.source.startswith("{", self.at):
            return ""
        depth, begin = 0, self.at + 1
        for match in re.finditer(r"[{}]", self.source[self.at :]):
            depth += 1 if match[0] == "{" else -1
            if depth == 0:
                end = self.at + match.start()
                self.at = end + 1
                return self.source[begin:end]
        self.at = len(self.source)
        return self.source[begin:]

    def character_code(self) -> str:
        r"""Read a number as ``\char`` takes it, and return that character; empty for none."""
        match = re.compile(r"\{?\s*(?:\"([0-9A-Fa-f]{1,5})|'([0-7]{1,6})|(\d{1,6}))\s*\}?").match(
            self.source, self.at
        )
        if match is None:
            return ""
        self.at = match.end()
        for digits, base in zip(match.groups(), (16, 8, 10), strict=True):
            if digits:
                code = int(digits, base)
                printable = 32 <= code < 0x110000 and not 0xD800 <= code < 0xE000
                return chr(code) if printable else ""
        return ""

    def formula(self) -> str:
        """Read ``$…$`` or ``$$…$$`` and return what is within; empty after a lone dollar sign."""
        begin = self.at + 1
        double = self.source.startswith("$$", self.at)
        begin += double
        close = _closing_dollar(self.source, begin)
        inner = self.source[begin:close]
        # "$5 and $6" is not a formula: one begins and ends with a sign, and no figure follows it.
        amount = inner != inner.strip() or self.source[close + 1 : close + 2].isdigit()
        amount = amount and not re.search(r"[\\^_]", inner)
        if close <= begin or (amount and not double):
            self.at += 1
            return ""
        self.at = close + (2 if double and self.source.startswith("$$", close) else 1)
        return inner

    def round_formula(self) -> str:
        r"""Read the rest of ``\(…\)`` and return what is within; empty where nothing closes it."""
        begin = self.at
        end = self.source.find("\\)", begin)
        self.at = end + 2 if end >= 0 else begin
        return self.source[begin:end] if end >= 0 else ""


def _closing_dollar(source: str, at: int) -> int:
    while (end := source.find("$", at)) > 0 and source[end - 1] == "\\":
        at = end + 1
    return end
