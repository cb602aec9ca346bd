"""The nodes of expression trees. Nothing is simplified: `7+4` is a sum, and `\\frac{2}{4}` is a fraction."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction


@dataclass(frozen=True)
class Number:
    """An integer or a decimal; `note` holds the base if the numeral has one."""

    value: Fraction
    note: str = ""


@dataclass(frozen=True)
class Mixed:
    """A whole number and a fraction, as `1\\frac{4}{5}`."""

    whole: Fraction
    above: Fraction
    below: Fraction


@dataclass(frozen=True)
class Symbol:
    """A variable or a constant."""

    name: str


@dataclass(frozen=True)
class Negative:
    """The negative of an expression."""

    of: "Node"


@dataclass(frozen=True)
class Sum:
    """Two or more terms; a difference is a sum with a negative term."""

    terms: tuple["Node", ...]


@dataclass(frozen=True)
class Product:
    """Two or more factors."""

    factors: tuple["Node", ...]


@dataclass(frozen=True)
class Quotient:
    """A fraction or a division."""

    above: "Node"
    below: "Node"


@dataclass(frozen=True)
class Power:
    """A base and its exponent."""

    base: "Node"
    exponent: "Node"


@dataclass(frozen=True)
class Root:
    """A root; index 2 is the square root."""

    index: int
    of: "Node"


@dataclass(frozen=True)
class Call:
    """A function of an expression: `\\sin x`, `5!`, `\\lceil x \\rceil`."""

    name: str
    of: "Node"


@dataclass(frozen=True)
class Group:
    """Any number of items: a point, an interval, a set, a matrix, or the sides of a relation. It may be empty."""

    items: tuple["Node", ...]


Node = Number | Mixed | Symbol | Negative | Sum | Product | Quotient | Power | Root | Call | Group


def children(node: Node) -> Iterable[Node]:
    """Returns the direct parts of an expression; numbers and symbols have none."""
    match node:
        case Sum(many) | Product(many) | Group(many):
            return many
        case Quotient(above, below):
            return above, below
        case Power(base, exponent):
            return base, exponent
        case Negative(of) | Root(_, of) | Call(_, of):
            return (of,)
    return ()


def rational_value(node: Node | None) -> Fraction | None:
    """Returns the value of a number, a fraction of numbers or a mixed number; None for any other expression."""
    match node:
        case Number(value, ""):
            return value
        case Mixed(whole, above, below) if below:
            return whole + above / below
        case Negative(of):
            worth = rational_value(of)
            return None if worth is None else -worth
        case Quotient(above, below):
            one, other = rational_value(above), rational_value(below)
            return one / other if one is not None and other else None
    return None


def ordered(node: Node) -> Node:
    """Returns the same expression with the terms of sums and the factors of products in a fixed order."""
    match node:
        case Sum(many) | Product(many):
            return type(node)(tuple(sorted(map(ordered, many), key=repr)))
        case Group(items):
            return Group(tuple(map(ordered, items)))
        case Quotient(one, other) | Power(one, other):
            return type(node)(ordered(one), ordered(other))
        case Root(_, of) | Call(_, of) | Negative(of):
            return replace(node, of=ordered(of))
    return node
