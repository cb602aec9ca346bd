r"""Parses the LaTeX of an answer into an expression tree, without simplifying it.

It ignores only layout: spaces, `\left`, units, words, currency and percent signs, and brackets around one item.
"""

import re
from fractions import Fraction
from functools import lru_cache

from paretoscope_worker.objectives.expressions import (
    Call,
    Group,
    Mixed,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    Symbol,
)

MAX_DEPTH = 40
"""Deepest nesting that is parsed."""
MAX_MARKS = 4
"""Largest number of exponents and marks (`!`, `'`) on one factor."""
MAX_INDEX = 100
"""Largest index of a root."""

WORDS = re.compile(r"\\(?:text|mbox|mathrm|textrm|textbf|mathbf|textit|operatorname)\s*\{([^{}]*)\}(\s*\^\s*\{?\d\}?)?")
DEGREES = re.compile(r"\^\s*(?:\\circ(?![A-Za-z])|\{\s*\\circ\s*\})|\\degree(?![A-Za-z])")
LAYOUT = re.compile(
    r"\\(?:left|right|[bB]igg?[lr]?|displaystyle|textstyle|quad|qquad|limits|bf|rm|begin|end)(?![A-Za-z])"
    r"|\{[bpvBV]?matrix\}|\{array\}(?:\{[lcr| ]*\})?|\\[!,;:> ]|~|\\?[%$]"
)
TRAILING_UNIT = re.compile(r"(?<=[\d}) ])(?!pi\b)(?:[A-Za-z]{2,}|[mgshl])(?: +[A-Za-z]{2,})*(?:\s*\^\s*\{?\d\}?)?$")
RELATION = re.compile(r"\\(?:leq?|geq?|neq?|lt|gt|in|cup|cap|setminus|approx|equiv|sim|to|colon)(?![A-Za-z])|[=<>;&]")
OPENING = re.compile(r"\\\{|\\lbrace(?![A-Za-z])|\[|\\langle(?![A-Za-z])")
CLOSING = re.compile(r"\\\}|\\rbrace(?![A-Za-z])|\]|\\rangle(?![A-Za-z])")
TOKEN = re.compile(
    r"\s*(\d{1,3}(?:(?:,|\{,\})\d{3})+(?!\d)(?:\.\d+)?|\d+\.?\d*|\.\d+|\\[A-Za-z]+|sqrt|pi|[A-Za-z]|[-+*/^_!(){},|:'])"
)

FRACTIONS = {"\\frac", "\\dfrac", "\\tfrac", "\\cfrac"}
BINOMIALS = {"\\binom", "\\dbinom", "\\tbinom"}
ROOTS = {"\\sqrt", "sqrt"}
TIMES = {"*", "\\cdot", "\\times"}
OVER = {"/", ":", "\\div"}
PLUS_MINUS = {"\\pm", "\\mp"}
BRACKETS = {"(": ")", "{": "}"}
FENCES = {"|": "|", "\\lceil": "\\rceil", "\\lfloor": "\\rfloor", "\\lvert": "\\rvert"}
FUNCTIONS = {
    *(f"\\{start}{kind}" for start in ("", "arc") for kind in ("sin", "cos", "tan", "cot", "sec", "csc")),
    *("\\sinh", "\\cosh", "\\tanh", "\\log", "\\ln", "\\lg", "\\exp", "\\gcd", "\\max", "\\min", "\\det"),
}
SYMBOL = re.compile(
    r"[A-Za-z]|pi|\\(?:var)?(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau"
    r"|phi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Phi|Psi|Omega|infty|ell|emptyset)"
)
STARTS_NO_FACTOR = {"+", "-", ")", "}", ",", "^", "_", "!", "'", *TIMES, *OVER, *PLUS_MINUS, *FENCES.values()}


class UnreadableError(ValueError):
    """The text is not an expression that this parser supports."""


@lru_cache(maxsize=10_000)
def read(latex: str) -> Node | None:
    """Returns the expression tree; None if the parser does not support the text."""
    try:
        return _Reader(_tokens(latex)).all()
    except UnreadableError:
        return None


def without_unit(latex: str) -> str:
    """Removes a unit that is written in plain letters, as in `5 cm`."""
    return TRAILING_UNIT.sub("", latex.strip().removesuffix(".")).strip()


def _tokens(latex: str) -> list[str]:
    """Splits the text into tokens. Ends of matrix rows and relation signs become commas."""
    text = LAYOUT.sub(" ", DEGREES.sub(" ", WORDS.sub(_words, latex.replace("\\\\", ","))))
    text = CLOSING.sub(")", _square_brackets(RELATION.sub(",", text)))
    tokens, place = [], 0
    text = text.strip()
    while place < len(text):
        found = TOKEN.match(text, place)
        if found is None:
            raise UnreadableError(text[place:])
        tokens.append(found[1])
        place = found.end()
    return tokens


def _words(found: re.Match[str]) -> str:
    """Removes words, such as a unit with its power, from a text command; other content is kept."""
    inside = found[1].strip()
    return " " if re.fullmatch(r"[A-Za-z][A-Za-z .'-]+", inside) else f" {inside} {found[2] or ''}"


def _square_brackets(text: str) -> str:
    r"""Turns all opening brackets into round ones, except those around the index of a root."""
    text = re.sub(r"(\\sqrt\s*)\[\s*(\d+)\s*\]", r"\1_{\2}", text)
    return OPENING.sub("(", text)


class _Reader:
    """A recursive descent parser: lists, sums, products, factors with their exponents, then the smallest parts."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._place = 0
        self._depth = 0

    def all(self) -> Node:
        node = self._list()
        if self._next is not None:
            raise UnreadableError(self._next)
        return node

    @property
    def _next(self) -> str | None:
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def _take(self, *wanted: str) -> str | None:
        token = self._next
        if token is None or (wanted and token not in wanted):
            return None
        self._place += 1
        return token

    def _need(self, *wanted: str) -> str:
        token = self._take(*wanted)
        if token is None:
            raise UnreadableError(f"{self._next} instead of {wanted}")
        return token

    def _list(self) -> Node:
        items, is_list = [], False
        while self._next not in {None, ")", "}"}:
            if self._take(","):
                is_list = True
            else:
                items.append(self._sum())
        return Group(tuple(items)) if is_list or len(items) != 1 else items[0]

    def _sum(self) -> Node:
        terms = []
        sign = self._take("+", "-", *PLUS_MINUS)
        while True:
            term = self._product()
            terms.append(Negative(term) if sign == "-" else Call("\\pm", term) if sign in PLUS_MINUS else term)
            sign = self._take("+", "-", *PLUS_MINUS)
            if sign is None:
                return terms[0] if len(terms) == 1 else Sum(tuple(terms))

    def _product(self) -> Node:
        node = self._factor()
        while self._next is not None:
            if self._take(*OVER):
                node = Quotient(node, self._signed_factor())
            elif self._take(*TIMES):
                node = _times(node, self._signed_factor())
            elif self._next in STARTS_NO_FACTOR:
                break
            else:
                node = _beside(node, self._factor())
        return node

    def _signed_factor(self) -> Node:
        return Negative(self._factor()) if self._take("-") else self._factor()

    def _factor(self) -> Node:
        node = self._part()
        for _ in range(MAX_MARKS):
            if self._next not in {"^", "!", "'"}:
                break
            node = Power(node, self._argument()) if self._take("^") else Call(self._need("!", "'"), node)
        return node

    def _argument(self) -> Node:
        """Parses what follows `^` or `\\frac`: a group in braces, or one digit, letter or command."""
        token = self._next
        if token is not None and token[0].isdigit() and len(token) > 1:
            self._tokens[self._place : self._place + 1] = [token[0], token[1:]]
        if self._take("-"):
            return Negative(self._part())
        return self._part()

    def _part(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise UnreadableError("It is nested too deeply.")
        node = self._smallest(self._need())
        self._depth -= 1
        return node

    def _smallest(self, token: str) -> Node:
        if token[0].isdigit() or token[0] == ".":
            node = self._number(token)
        elif token in BRACKETS:
            node = self._enclosed(BRACKETS[token])
        elif token in FRACTIONS:
            node = Quotient(self._argument(), self._argument())
        elif token in ROOTS:
            node = self._root()
        elif token in BINOMIALS:
            node = Call("\\binom", Group((self._argument(), self._argument())))
        elif token in FENCES:
            node = self._fenced(token)
        elif token in FUNCTIONS:
            node = self._call(token)
        elif SYMBOL.fullmatch(token):
            node = Symbol(token.replace("pi", "\\pi").replace("\\\\", "\\") + self._subscript())
        else:
            raise UnreadableError(token)
        return node

    def _enclosed(self, closing: str) -> Node:
        node = self._list()
        self._need(closing)
        return node

    def _fenced(self, opening: str) -> Node:
        node = self._sum()
        self._need(FENCES[opening])
        return Call(opening, node)

    def _root(self) -> Node:
        index = self._subscript()
        if index and not 1 < int(index[1:]) <= MAX_INDEX:
            raise UnreadableError(index)
        return Root(int(index[1:]) if index else 2, self._argument())

    def _call(self, name: str) -> Node:
        name += self._subscript()
        exponent = self._argument() if self._take("^") else None
        call = Call(name, self._factor() if self._next == "(" else self._bare_argument())
        return Power(call, exponent) if exponent is not None else call

    def _bare_argument(self) -> Node:
        """Parses the argument of a function without brackets: all factors up to a sign or the next function."""
        node = self._factor()
        while self._next is not None and self._next not in STARTS_NO_FACTOR | FUNCTIONS:
            node = _beside(node, self._factor())
        return node

    def _subscript(self) -> str:
        if not self._take("_"):
            return ""
        if not self._take("{"):
            token = self._need()
            if token[0].isdigit() and len(token) > 1:
                self._place -= 1
                self._tokens[self._place] = token[1:]
                token = token[0]
            return f"_{token}"
        inside = []
        while (token := self._need()) != "}":
            inside.append(token)
        return "_" + "".join(inside)

    def _number(self, token: str) -> Node:
        digits = token.replace("{,}", "").replace(",", "")
        if self._next == "\\overline" and "." in digits:
            self._take()
            return Number(_repeating(digits, self._period()))
        return Number(Fraction(digits.removesuffix(".")), self._subscript())

    def _period(self) -> str:
        self._need("{")
        period = self._need()
        self._need("}")
        if not period.isdigit():
            raise UnreadableError(period)
        return period


def _repeating(digits: str, period: str) -> Fraction:
    """Returns the value of a repeating decimal; the period is divided by as many nines as it has digits."""
    places = len(digits.partition(".")[2])
    return Fraction(digits.removesuffix(".") or "0") + Fraction(int(period), 10**places * (10 ** len(period) - 1))


def _times(left: Node, right: Node) -> Node:
    factors = left.factors if isinstance(left, Product) else (left,)
    return Product((*factors, right))


def _beside(left: Node, right: Node) -> Node:
    """Joins two adjacent items: a whole number and a fraction are a mixed number, all others are a product."""
    match left, right:
        case Number(whole, ""), Quotient(Number(above, ""), Number(below, "")) if whole.denominator == 1:
            return Mixed(whole, above, below)
    return _times(left, right)
