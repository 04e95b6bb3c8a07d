"""Numbers that are written as words, in English.

Whole numbers from two on, hundreds and millions, fractions, multiples. `one` is mostly a pronoun or an article ("no
one", "one agenda"), and counts only where something around it measures: "one in five", "one percent", "at least one".
So do "half", "a third", "a quarter", which also divide a year, and "once", which is mostly "formerly".
"""

from __future__ import annotations

import re

_UNITS = "two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SCALE = "(?:hundred|thousand|million|billion|trillion|dozen)"
_PART = "(?:third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth|millionth)"

CARDINAL = rf"(?:(?:{_TENS})(?:[-\s](?:one|{_UNITS})(?!\w))?|(?:{_TEENS}|{_UNITS})(?!\w))"
"""A whole number from two to ninety-nine."""

ORDINARY = rf"(?:one|{CARDINAL})"
"""A whole number that is no more than a number, as after 'Chapter'."""

_MEASURES = (
    r"(?:in|out\s+of)\s+(?:every\s+)?(?:\d|" + CARDINAL + rf"|a\s+{_SCALE})"
    rf"|(?:and\s+a\s+half|or\s+(?:two|more)|to\s+{CARDINAL})"
    rf"|{_SCALE}|per\s?cent|percentage|(?:year|month|week|hour|minute|mile|kilomet|met|acre|hectare|ton|dollar|euro|cent)"
)
_BOUND = (
    r"(?:at\s+(?:least|most)|(?:more|less|fewer|other|greater)\s+than|only|just|exactly|nearly|almost|about|around|roughly"
    r"|over|under|by|to|up\s+to|some|an\s+estimated|fully|well\s+over)"
)

NUMBER = re.compile(
    rf"""(?<![\w’-])(?:
      {CARDINAL}(?!\w)
    | {_SCALE}s?(?!\w)
    | (?<!net[- ])zero(?!\w|[- ](?:tolerance|emission|carbon|sum|based))
    | one[-\s](?={_MEASURES}) | one-?{_PART}
    | (?:at\s+least|(?:more|less|fewer)\s+than|only|just|exactly)\s+one(?!\w|\s+another)
    | (?:a|one)\s+{_PART}\s+of | {_BOUND}\s+(?:a|one)[-\s]{_PART}(?!\w)
    | {_BOUND}\s+(?:one[-\s])?half(?![\w-]) | (?:in|one|a)\s+half(?![\w-])
    | half[-\s](?:a[-\s])?(?:million|billion|dozen|century|decade|hour)
    | (?<!first\s)(?<!second\s)(?<!latter\s)(?<!other\s)half\s+(?:of|the|a|an|its|their|his|her|our|all|as|that)(?!\w)
    | scores\s+of | (?:a\s+)?majority\s+of
    | twice(?!\w) | thrice | once\s+(?:a|an|every|each|per|in)(?!\w)
    | (?:two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|many)-?fold(?!\w)
    | (?:doubl|tripl|trebl|quadrupl|quintupl)(?:ed|ing)(?!\w) | halv(?:ed|ing)(?!\w)
    | (?:double|triple|treble|quadruple)\s+(?:the|that|its|their|what|as)(?!\w)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
