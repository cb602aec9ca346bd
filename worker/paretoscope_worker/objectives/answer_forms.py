r"""What the written form of an answer says about its meaning where math-verify reads too kindly.

math-verify (0.9) takes a point for a list in any order, a numeral for one of another base, any unit for any other, an
equation for its right side, `50\%` for 50 and `A` for `a`. Mathematics does not. What a writer may leave out stays out:
brackets of a set, a name in front of the value (`x=3`), a unit that only one side has.
"""

import itertools
import re

THOUSANDS_COMMA = re.compile(r",\\!\s*")
SPACING = re.compile(r"\\(?:left|right|[bB]igg?[lr]?)(?![A-Za-z])|\\[!,;:> ]|\\quad\b|~")
WORDS_BETWEEN = re.compile(r"\\(?:text|mbox|mathrm|textrm)\s*\{\s*(?:or|and)\s*\}|(?<=[\s\d])(?:or|and)(?=[\s\d])")
SUBSCRIPT = re.compile(r"_(?:\{[^{}]*\}|\w)")
ARGUMENTS = re.compile(r"(?<=[A-Za-z'}])\([^()]*\)")
OPERATOR = re.compile(r"[+\-*/^!|\d]|\\(?:frac|dfrac|tfrac|cdot|times|div|pm|mp|sqrt|pi|infty)(?![A-Za-z])")
EQUALS = re.compile(r"(?<![<>!:])=")
BASE = re.compile(r"[0-9A-F]_(?:\{(\d+)\}|(\d+))")
MEMBER_OF = re.compile(r"^[A-Za-z]\s*\\in\b")
COMMAND = re.compile(r"\\(?:text|mbox|mathrm|textrm|textbf|mathbf)\s*\{[^{}]*\}|\\[A-Za-z]+")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")

UNIT = re.compile(
    r"""
    (?<=[\d})])\s*
    (?: \\(?:text|mbox|mathrm|textrm)\s*\{\s*(?P<words>[A-Za-z][A-Za-z .]*?)\s*\}\s*(?:\^\s*\{?(?P<power>\d)\}?)?
      | (?P<degrees>\^\s*\{?\s*\\circ\s*\}?|\\degree)
    )\s*\.?$
    """,
    re.VERBOSE,
)
UNIT_NAMES = {
    "degree": "degrees",
    "dollar": "dollars",
    "cent": "cents",
    "mm": "millimeters",
    "cm": "centimeters",
    "m": "meters",
    "km": "kilometers",
    "in": "inches",
    "inch": "inches",
    "ft": "feet",
    "foot": "feet",
    "yd": "yards",
    "mi": "miles",
    "s": "seconds",
    "sec": "seconds",
    "min": "minutes",
    "h": "hours",
    "hr": "hours",
    "hrs": "hours",
    "g": "grams",
    "kg": "kilograms",
    "lb": "pounds",
    "lbs": "pounds",
    "oz": "ounces",
}


def claims(answer: str, truth: str) -> list[str] | None:
    """Returns what must each equal the truth for the answer to be right; None if its form rules that out.

    Usually that is the answer itself. Of `x=3` it is the 3, of `2+2=5` both sides. An equation stays whole where the
    truth is one.
    """
    answer, truth = _plain(answer), _plain(truth)
    if not (_same_bases(answer, truth) and _same_units(answer, truth) and _same_letter_case(answer, truth)):
        return None
    sides = [answer] if EQUALS.search(truth) else _sides(answer)
    if not all(_same_brackets(side, truth) for side in sides):
        return None
    return [_percent_as_number(side, truth) for side in sides]


def stated_values(answer: str, truth: str = "") -> list[str]:
    """Returns the values that an answer ends with: of `x=2+3=5` the 5; an equation whole where the truth is one."""
    answer = MEMBER_OF.sub("", _plain(answer)).strip()
    return [answer] if EQUALS.search(truth) else [_split(item, "=")[-1] for item in _split(answer, ",")]


def _plain(text: str) -> str:
    return WORDS_BETWEEN.sub(",", SPACING.sub(" ", THOUSANDS_COMMA.sub(",", text))).strip().removesuffix(".").strip()


def _sides(answer: str) -> list[str]:
    """Returns the sides of an equation that claim a value; a list of assignments becomes the list of their values."""
    items = _split(answer, ",")
    values = [_without_names(item) for item in items]
    return values[0] if len(items) == 1 else [",".join("=".join(value) for value in values)]


def _without_names(item: str) -> list[str]:
    *names, value = _split(item, "=")
    return [*(side for side in names if not _is_name(side)), value]


def _is_name(side: str) -> bool:
    """Whether a side of an equation names what the other side is the value of, such as `x_1`, `f(2)` or `(x, y)`."""
    bare = ARGUMENTS.sub("", SUBSCRIPT.sub("", side))
    return bool(re.search("[A-Za-z]", bare)) and not OPERATOR.search(bare)


def _split(text: str, separator: str) -> list[str]:
    """Splits at separators outside of brackets; a comma before thousands or the = of an inequality is none."""
    at = EQUALS if separator == "=" else re.compile(",")
    cuts = {found.start() for found in at.finditer(text)} - {found.start() for found in THOUSANDS.finditer(text)}
    parts, depth, start = [], 0, 0
    for position, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if position in cuts and depth == 0:
            parts.append(text[start:position].strip())
            start = position + 1
    return [*parts, text[start:].strip()]


def _same_brackets(answer: str, truth: str) -> bool:
    """Whether two lists can mean the same: in round or square brackets order or openness counts, else it does not."""
    kinds = _list_brackets(answer), _list_brackets(truth)
    if None in kinds:
        return True
    unordered = {"", r"\{\}"}
    return kinds[0] == kinds[1] or set(kinds) <= unordered


def _list_brackets(text: str) -> str | None:
    """Returns the brackets around a list of two or more, "" for none; None if the text is no list."""
    text = MEMBER_OF.sub("", text).strip()
    if len(_split(text, ",")) > 1:
        return ""
    found = re.fullmatch(r"(\\\{|\\lbrace|[(\[])(.*)(\\\}|\\rbrace|[)\]])", text, re.DOTALL)
    if found is None or not _is_balanced(found[2]) or len(_split(found[2], ",")) == 1:
        return None
    return (found[1] + found[3]).replace("lbrace", "{").replace("rbrace", "}")


def _is_balanced(text: str) -> bool:
    """Whether no bracket closes before it opens, so that what stands around the text belongs together."""
    depths = itertools.accumulate((character in "([{") - (character in ")]}") for character in text)
    return min(depths, default=0) >= 0


def _same_bases(answer: str, truth: str) -> bool:
    return sorted(map(max, BASE.findall(answer))) == sorted(map(max, BASE.findall(truth)))


def _same_units(answer: str, truth: str) -> bool:
    units = {_unit(answer), _unit(truth)} - {None}
    return len(units) < 2


def _unit(text: str) -> str | None:
    if text.startswith((r"\$", "$")) and not text.endswith("$"):
        return "dollars"
    found = UNIT.search(text)
    if found is None:
        return None
    if found["degrees"]:
        return "degrees"
    words = found["words"].lower().replace(".", "").split()
    power = {"square": "2", "sq": "2", "cubic": "3", "cu": "3"}.get(words[0]) if len(words) > 1 else None
    name = " ".join(words[1:] if power else words)
    plural = UNIT_NAMES.get(name, name if name.endswith("s") else f"{name}s")
    return plural + (power or found["power"] or "")


def _same_letter_case(answer: str, truth: str) -> bool:
    """Whether no variable could be taken for one in the other case; a word is a name and may be in either."""
    ours, theirs = (set(re.findall("[A-Za-z]", COMMAND.sub(" ", text))) for text in (answer, truth))
    if truth.isalpha() or not ours or not theirs:
        return True
    return not any(letter.swapcase() in ours | theirs for letter in ours | theirs)


def _percent_as_number(answer: str, truth: str) -> str:
    r"""Reads `50\%` as the number it is, unless the truth is a percentage too."""
    if "%" in truth:
        return answer
    return re.sub(r"(\d(?:[\d.]*\d)?)\s*\\?%", r"\\frac{\1}{100}", answer)
