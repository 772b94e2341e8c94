"""The dates of an entry, from the fields that biblatex and older files give them in."""

from __future__ import annotations

from briefbook.bibliography.dates.text import BibDate, read_edtf, read_month
from briefbook.bibliography.dates.words import read_words
from briefbook.bibliography.items.field_reading import FieldReading
from briefbook.bibliography.model import BibCode
from briefbook.bibliography.rich_text import plain
from briefbook.bibliography.tex.decode import decode


class DateReading(FieldReading):
    """An entry being read, with its dates."""

    def issued(self) -> BibDate:
        """Return when the work was issued: ``date``, or ``year`` with ``month`` and ``day``."""
        self.used.update({"month", "day"})
        date = self.date("date")
        if not date and self.entry.get("year"):
            self.used.add("year")
            date = read_words(plain(decode(self.entry.get("year")).text))
        month = plain(decode(self.entry.get("month")).text)
        dated = read_month(date, month, self.entry.get("day").strip())
        if month and dated == date and date.start and not (date.start.month or date.start.season):
            self.find(BibCode.DATE, f"month = {month!r} is not a month and is not printed; write "
                      "1 to 12, a name, or a note", "month")  # fmt: skip
        return dated

    def date(self, field: str) -> BibDate:
        """Return a date field; one that is not EDTF is reported, and a year in it is read."""
        source = self.entry.get(field)
        if not source:
            return BibDate()
        self.used.add(field)
        text = plain(decode(source.replace("~", "\\textasciitilde{}")).text)
        found = read_edtf(text)
        if found is None:
            self.find(BibCode.DATE, f"{field} = {text!r} is not a date; write e.g. 2024, 2024-11, "
                      "2024-11-05, 1990/1995 or 1850~", field)  # fmt: skip
            return read_words(text)
        return found
