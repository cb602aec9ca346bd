r"""Compares the written forms of an answer and the ground truth where math-verify is too lenient.

math-verify (0.9) accepts the coordinates of a point in any order, a numeral in another base and a value with another
unit. It reads an equation as its right side, `50\%` as 50, and `A` as `a`. All of these are wrong and are checked here.
An answer may still omit what is optional: the brackets of a set, the name in front of a value (`x=3`), and a unit.
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
    """Returns the parts that must all equal the truth if the answer is right; None if its form is already wrong.

    Usually the only part is the answer itself. For `x=3` it is 3; for `2+2=5` the parts are both sides. If the truth is
    an equation, the answer is not split.
    """
    answer, truth = _plain(answer), _plain(truth)
    if not (_same_bases(answer, truth) and _same_units(answer, truth) and _same_letter_case(answer, truth)):
        return None
    sides = [answer] if EQUALS.search(truth) else _sides(answer)
    if not all(_same_brackets(side, truth) for side in sides):
        return None
    return [_percent_as_number(side, truth) for side in sides]


def stated_values(answer: str, truth: str = "") -> list[str]:
    """Returns the final values of an answer, such as 5 for `x=2+3=5`; the whole answer if the truth is an equation."""
    answer = MEMBER_OF.sub("", _plain(answer)).strip()
    return [answer] if EQUALS.search(truth) else [_split(item, "=")[-1] for item in _split(answer, ",")]


def _plain(text: str) -> str:
    return WORDS_BETWEEN.sub(",", SPACING.sub(" ", THOUSANDS_COMMA.sub(",", text))).strip().removesuffix(".").strip()


def _sides(answer: str) -> list[str]:
    """Returns the sides of an equation without names; a list of assignments becomes the list of their values."""
    items = _split(answer, ",")
    values = [_without_names(item) for item in items]
    return values[0] if len(items) == 1 else [",".join("=".join(value) for value in values)]


def _without_names(item: str) -> list[str]:
    *names, value = _split(item, "=")
    return [*(side for side in names if not _is_name(side)), value]


def _is_name(side: str) -> bool:
    """Whether a side of an equation is only the name of the value, such as `x_1`, `f(2)` or `(x, y)`."""
    bare = ARGUMENTS.sub("", SUBSCRIPT.sub("", side))
    return bool(re.search("[A-Za-z]", bare)) and not OPERATOR.search(bare)


def _split(text: str, separator: str) -> list[str]:
    """Splits at separators outside of brackets, but not at commas between thousands or the = of an inequality."""
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
    """Whether two lists can be equal by their brackets: round and square ones have a meaning, others may be omitted."""
    kinds = _list_brackets(answer), _list_brackets(truth)
    if None in kinds:
        return True
    unordered = {"", r"\{\}"}
    return kinds[0] == kinds[1] or set(kinds) <= unordered


def _list_brackets(text: str) -> str | None:
    """Returns the brackets around a list of two or more items, "" without brackets; None if the text is not a list."""
    text = MEMBER_OF.sub("", text).strip()
    if len(_split(text, ",")) > 1:
        return ""
    found = re.fullmatch(r"(\\\{|\\lbrace|[(\[])(.*)(\\\}|\\rbrace|[)\]])", text, re.DOTALL)
    if found is None or not _is_balanced(found[2]) or len(_split(found[2], ",")) == 1:
        return None
    return (found[1] + found[3]).replace("lbrace", "{").replace("rbrace", "}")


def _is_balanced(text: str) -> bool:
    """Whether no bracket closes before it opens, so that the two brackets around the text are a pair."""
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
    """Whether no letter appears in both cases; a truth that is a word is a name and may be written in either case."""
    ours, theirs = (set(re.findall("[A-Za-z]", COMMAND.sub(" ", text))) for text in (answer, truth))
    if truth.isalpha() or not ours or not theirs:
        return True
    return not any(letter.swapcase() in ours | theirs for letter in ours | theirs)


def _percent_as_number(answer: str, truth: str) -> str:
    r"""Writes `50\%` as a fraction, unless the truth is also a percentage."""
    if "%" in truth:
        return answer
    return re.sub(r"(\d(?:[\d.]*\d)?)\s*\\?%", r"\\frac{\1}{100}", answer)
