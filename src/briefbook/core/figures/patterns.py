"""How numbers, scales, units and ranges are written: the expressions behind ``figures``."""

from __future__ import annotations

import re

from briefbook.core.figures.fractions import VULGAR
from briefbook.core.figures.numerals import (
    HUNDREDS,
    MONTHS,
    MYRIADS,
    SCALES,
    SUFFIXES,
    UNITS,
    any_of,
)

SPACE = "[ \u00a0\u2009\u202f]"
NUMBER = re.compile(
    rf"""
      (?P<comma>\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?)
    | (?P<space>\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)(?:[.,]\d+(?![\d,]))?)
    | (?P<tick>\d{{1,3}}(?:['’]\d{{3}})+(?!\d)(?:\.\d+)?)
    | (?P<point>\d{{1,3}}(?:\.\d{{3}}){{2,}}(?!\d)(?:,\d+)?)
    | (?P<clock>\d{{1,2}}:\d{{2}}(?![\d:]))
    | (?P<part>[1-9]\d?[/⁄](?:2|3|4|5|6|8|10)(?![\d/⁄]))
    | (?P<power>(?<![\d.,])\d{{1,3}}(?:\.\d+)?[eE]\+?\d{{1,2}}(?!\w))
    | (?P<decimal>(?<!\d\.)\d+\.\d+(?!\.?\d))
    | (?P<european>\d+,\d{{1,2}}
        (?=\s?(?:{any_of((*SCALES, *MYRIADS))}|[%٪％]|(?:[kM]|Mds?|Mrd)?\s?€)))
    | (?P<whole>\d+)
    | (?P<vulgar>[{"".join(VULGAR)}])
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Looking for the first character is quicker than trying every form at every place; the digits of
# all scripts are these by now.
DIGIT = re.compile(rf"[0-9{''.join(VULGAR)}]")
MIXED = re.compile(rf"{SPACE}?([{''.join(VULGAR)}])|{SPACE}([1-9][/⁄](?:2|3|4|5|6|8|10))(?![\d/⁄])")
AND_A_HALF = re.compile(r"\s+and\s+a\s+(half|quarter)\b", re.IGNORECASE)
SCALE = re.compile(rf"(?:[\s\u00a0-]?({any_of(SCALES)})s?(?![^\W_])\.?)", re.IGNORECASE)
SUFFIX = re.compile(rf"({any_of(SUFFIXES)})(?![^\W_])", re.IGNORECASE)
MILLIONS = re.compile(r"m(?![^\W_])")
MONEY_AFTER = re.compile(
    r"[ \u00a0](?:US )?(?:dollars?|euros?|pounds|roubles|rubles|yen|won|yuan|crowns|kronor|kroner"
    r"|francs|rupees|pesos|rand|reais|lira|shekels|hryvnias?|zlotys?|dirhams|riyals|dinars|baht"
    r"|rupiah|ringgit|forints?|marks|shillings)\b"
)
#: What is counted in millions, and measures no metres: “41m tonnes”.
MILLIONS_OF = re.compile(
    r"[ \u00a0](?:tonnes|tons|people|barrels|litres|gallons|inhabitants|residents|refugees|workers|"
    r"jobs|voters|votes|users|customers|visitors|passengers|households|homes|hectares|acres|doses|"
    r"cases|children|shares|barrels|vehicles|cars)\b"
)
_UNSPACED = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
#: Units of languages that write on behind them: a particle, or the next word.
_UNITS_IN_A_ROW = [unit for unit in UNITS if re.match(_UNSPACED, unit)]
_SIGNS = [unit for unit in UNITS if not any(map(str.isalnum, unit))]
_UNITS_IN_WORDS = [unit for unit in UNITS if unit not in (*_UNITS_IN_A_ROW, *_SIGNS)]
_PARTICLE = r"(?=$|[^\uac00-\ud7a3]|[을를은는이가의에과와도로으만보까씩어다였인라쯤])"
UNIT_AFTER = re.compile(
    r"(?:[\s\u00a0]d(?:e[\s\u00a0]|['’]))?"
    rf"[\s\u00a0-]?(?:((?:{any_of(_UNITS_IN_WORDS)})(?![^\W_])|(?:{any_of(_SIGNS)}))"
    rf"|({any_of(_UNITS_IN_A_ROW)}){_PARTICLE})",
    re.IGNORECASE,
)
UNIT_BEFORE = re.compile(r"(US\$|USD|EUR|GBP|[$€£¥₩₽₴])[ \u00a0]?$")
MONTH_BEFORE = re.compile(rf"\b({any_of(MONTHS)})\.?\s+$", re.IGNORECASE)
RANGE = re.compile(
    r"\s*(?:[-–—]|to|or|до|bis|auf|oder|à|a|ou|o|hasta|→|⟶|->)\s*(?:US\$|[$€£¥₩₽₴])?", re.IGNORECASE
)
#: “between 10 and 12”: what stands before the first number, and what joins the two.
BETWEEN = {
    "between": ("and",), "zwischen": ("und",), "entre": ("et", "y", "e"), "между": ("и",),
    "між": ("і", "й", "та"),
}  # fmt: skip
#: With what a scale, a fraction or a unit behind a number can begin.
CONTINUES = frozenset(
    word[0].lower()
    for word in (
        *SCALES,
        *SUFFIXES,
        *MYRIADS,
        *HUNDREDS,
        *UNITS,
        *VULGAR,
        "and",
        "m",
        "d",
        *"123456789",
    )
)
