"""Reads the text of a query.

::

    query      = all {"or" all}
    all        = single {"and" single}
    single     = "not" single | "(" query ")" | comparison
    comparison = name ("=" | "!=" | "~" | "<" | "<=" | ">" | ">=") value
    name       = word
    value      = word | text in double or single quotes

``and``, ``or`` and ``not`` may be written in any case. A word is anything without spaces, brackets, quotes and
operators. Inside quotes, a backslash stands before a quote that belongs to the text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from paretoscope.runs.refusals import InvalidError

MAX_LENGTH = 1000
MAX_DEPTH = 20
"""Brackets and `not` inside each other."""
MAX_COMPARISONS = 50
OPERATORS = ("=", "!=", "~", "<", "<=", ">", ">=")
_KEYWORDS = frozenset({"and", "or", "not"})
_TOKEN = re.compile(
    r"""(?P<space>\s+)
    | (?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    | (?P<operator><=|>=|!=|[=<>~])
    | (?P<bracket>[()])
    | (?P<word>[^\s()=<>!~"']+)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True)
class Value:
    """What a comparison compares with."""

    text: str
    quoted: bool
    """Whether it was written in quotes, and so is a text whatever it looks like."""
    place: int
    """Index of its first character in the query."""


@dataclass(frozen=True)
class Comparison:
    """A name, an operator and a value."""

    name: str
    operator: str
    value: Value
    place: int
    """Index of the first character of the name in the query."""


@dataclass(frozen=True)
class All:
    """True where all parts are."""

    parts: Sequence["Query"]


@dataclass(frozen=True)
class Any:
    """True where one of the parts is."""

    parts: Sequence["Query"]


@dataclass(frozen=True)
class Not:
    """True where the part is not."""

    part: "Query"


Query = Comparison | All | Any | Not


def parse(text: str) -> Query:
    """Reads a query.

    Raises:
        InvalidError: it is not one; the message names the place.
    """
    return _Parser(text).read()


def refuse(text: str, place: int, why: str, instead: str) -> NoReturn:
    """Refuses a query.

    Args:
        text: the query.
        place: index of the character where it is wrong.
        why: what is wrong there.
        instead: what to do instead.

    Raises:
        InvalidError: always.
    """
    before = text[max(place - 30, 0) : place].lstrip()
    where = f"At character {place + 1}, after '{before}'" if before else "At its beginning"
    raise InvalidError("The query cannot be read", f"{where}: {why}", instead, "q")


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    place: int

    @property
    def keyword(self) -> str:
        return self.text.lower() if self.kind == "word" and self.text.lower() in _KEYWORDS else ""


class _Parser:
    """Reads the tokens from left to right; each method reads one rule of the grammar."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _tokens(text)
        self._next = 0
        self._comparisons = 0

    def read(self) -> Query:
        query = self._any(0)
        token = self._token
        if token.text == ")":
            refuse(self._text, token.place, "this bracket closes nothing.", "Remove it, or open one before.")
        if token.kind != "end":
            refuse(self._text, token.place, f"{_named(token)} follows a whole comparison.", "Join them by and or or.")
        return query

    @property
    def _token(self) -> _Token:
        return self._tokens[self._next]

    def _take(self) -> _Token:
        token = self._token
        self._next += 1
        return token

    def _any(self, depth: int) -> Query:
        parts = [self._all(depth)]
        while self._token.keyword == "or":
            self._take()
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else Any(parts)

    def _all(self, depth: int) -> Query:
        parts = [self._single(depth)]
        while self._token.keyword == "and":
            self._take()
            parts.append(self._single(depth))
        return parts[0] if len(parts) == 1 else All(parts)

    def _single(self, depth: int) -> Query:
        token = self._token
        if depth > MAX_DEPTH:
            refuse(self._text, token.place, f"more than {MAX_DEPTH} brackets are open.", "Write a flatter query.")
        if token.keyword == "not":
            self._take()
            return Not(self._single(depth + 1))
        if token.text == "(":
            self._take()
            inner = self._any(depth + 1)
            if self._token.text != ")":
                refuse(self._text, self._token.place, f"a ) is expected, not {_named(self._token)}.", "Close the (.")
            self._take()
            return inner
        return self._comparison()

    def _comparison(self) -> Comparison:
        name = self._take() if self._token.kind == "word" and not self._token.keyword else self._expected("a name")
        operator = self._take() if self._token.kind == "operator" else self._expected(f"one of {' '.join(OPERATORS)}")
        value = self._take() if self._token.kind in {"word", "text"} else self._expected("a value")
        self._comparisons += 1
        if self._comparisons > MAX_COMPARISONS:
            refuse(self._text, name.place, f"there are more than {MAX_COMPARISONS} comparisons.", "Write fewer.")
        return Comparison(name.text, operator.text, _value(value), name.place)

    def _expected(self, what: str) -> NoReturn:
        token = self._token
        refuse(
            self._text,
            token.place,
            f"{what} is expected, not {_named(token)}.",
            "Write comparisons such as method = gradient, and put quotes around texts with spaces.",
        )


def _value(token: _Token) -> Value:
    if token.kind == "text":
        return Value(_ESCAPED.sub(r"\1", token.text[1:-1]), quoted=True, place=token.place)
    return Value(token.text, quoted=False, place=token.place)


def _tokens(text: str) -> list[_Token]:
    if len(text) > MAX_LENGTH:
        refuse(text, MAX_LENGTH, f"it has more than {MAX_LENGTH:,} characters.", "Write a shorter query.")
    found: list[_Token] = []
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            quote = text[place] in "\"'"
            why = "this quote is not closed." if quote else f"'{text[place]}' means nothing here."
            refuse(text, place, why, "Close the quote." if quote else "Write != for unequal, and not before a query.")
        kind = match.lastgroup or ""
        if kind != "space":
            found.append(_Token(kind, match.group(), place))
        place = match.end()
    return [*found, _Token("end", "", len(text))]


def _named(token: _Token) -> str:
    return "the end" if token.kind == "end" else f"'{token.text[:50]}'"
