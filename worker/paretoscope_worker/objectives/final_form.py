r"""Decides whether an answer states its result or leaves a computation to the reader.

Each computation that an expression leaves open has a name: a sum of like terms (`7+4`), a product of two numbers, a
power of a number, a fraction that is not in lowest terms, a root that can be simplified, or a function of numbers. An
answer may leave open only the computations that the truth leaves open too.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction

from paretoscope_worker.objectives.expression_reader import read, without_unit
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
    children,
)

CONSTANTS = {"\\pi", "\\infty", "\\phi", "e", "i", "\\emptyset"}
MAX_RADICAND = 10**12
"""Roots of larger numbers count as roots that can be simplified, because factorising the number takes too long."""


def states_result(answer: str, truth: str) -> bool:
    """Returns whether `answer` leaves only computations open that `truth` leaves open too. Both are LaTeX of one value.

    If the truth is a number, the answer must be a number too. The result is True if the truth cannot be parsed, and
    also if the truth is not a number and the answer cannot be parsed.
    """
    expected = read(truth)
    if expected is None or expected == Group(()):
        return True
    if not is_number(expected):
        found = read(answer)
        return found is None or open_computations(found) <= open_computations(expected)
    found = read(without_unit(answer)) or read(answer)
    if found is None or found == Group(()):
        return False
    return is_number(found) and open_computations(found) <= open_computations(expected)


def is_number(node: Node) -> bool:
    """Whether an expression has no variables."""
    return all(symbol.name in CONSTANTS for symbol in _symbols(node))


def open_computations(node: Node) -> set[str]:
    """Returns the names of the computations that an expression leaves open."""
    found = {name for child in children(node) for name in open_computations(child)}
    match node:
        case Negative(Negative()):
            found.add("sign")
        case Sum(terms) if _has_like_terms(terms):
            found.add("sum")
        case Mixed(_, above, below) if not 0 < above < below or math.gcd(*map(int, (above, below))) > 1:
            found.add("fraction")
        case Product() | Quotient():
            found = _of_product(node, found)
        case Power(base, exponent):
            found |= _of_power(base, exponent)
        case Root(index, of) if not _is_reduced_radicand(of, index):
            found.add("root")
        case Call(name, of) if is_number(of) and name != "\\pm":
            found.add(name)
    return found


def _symbols(node: Node) -> Iterator[Symbol]:
    if isinstance(node, Symbol):
        yield node
    for child in children(node):
        yield from _symbols(child)


def _unsigned(node: Node) -> Node:
    while isinstance(node, Negative) or (isinstance(node, Call) and node.name == "\\pm"):
        node = node.of
    return node


def _factors(node: Node) -> tuple[list[Node], list[Node]]:
    """Returns all factors of the numerator and of the denominator, including nested ones, without signs."""
    match _unsigned(node):
        case Product(many):
            parts = [_factors(factor) for factor in many]
            return [one for above, _ in parts for one in above], [one for _, below in parts for one in below]
        case Quotient(above, below):
            (top, under_top), (bottom, under_bottom) = _factors(above), _factors(below)
            return top + under_bottom, bottom + under_top
        case other:
            return [other], []


def _rationals(factors: Iterable[Node]) -> list[Node]:
    return [factor for factor in factors if isinstance(factor, Number | Mixed)]


def _monomials(term: Node) -> Iterator[Counter[Node]]:
    """Yields the non-numeric factors of a term; if it contains a sum, those of each term after multiplying it out."""
    above, below = _factors(term)
    sums = [factor for factor in above if isinstance(factor, Sum)]
    rest = [factor for factor in above if not isinstance(factor, Number | Mixed) and factor not in sums[:1]]
    rest += [Power(factor, Number(Fraction(-1))) for factor in below if not isinstance(factor, Number)]
    if not sums:
        yield Counter(rest)
        return
    for inner in sums[0].terms:
        for monomial in _monomials(inner):
            yield monomial + Counter(rest)


def _has_like_terms(terms: Iterable[Node]) -> bool:
    seen = [frozenset(monomial.items()) for term in terms for monomial in _monomials(term)]
    return len(set(seen)) < len(seen) or any(_is_product_of_sums(term) for term in terms)


def _is_product_of_sums(term: Node) -> bool:
    return sum(isinstance(factor, Sum) for factor in _factors(term)[0]) > 1


def _of_product(node: Product | Quotient, within: set[str]) -> set[str]:
    """Returns the computations that a product or fraction leaves open, given those of its parts (`within`)."""
    above, below = _factors(node)
    if _is_scientific(above, below):
        return within - {"power"}
    found = set(within)
    if _has_nested_fraction(node):
        found.add("fraction")
    if len(_rationals(above)) > 1 or len(_rationals(below)) > 1 or _repeats(above, below):
        found.add("product")
    if sum(isinstance(factor, Sum) for factor in above) > 1 and is_number(node):
        found.add("product")
    if not _is_in_lowest_terms(above, below):
        found.add("fraction")
    return found


def _is_scientific(above: list[Node], below: list[Node]) -> bool:
    r"""Whether the factors are a number in scientific notation, such as `6.72\times 10^{-5}`."""
    match above, below:
        case [Number(value), Power(Number(base), exponent)], []:
            return base == 10 and 1 <= value < 10 and isinstance(_unsigned(exponent), Number)
    return False


def _has_nested_fraction(node: Product | Quotient) -> bool:
    if isinstance(node, Product):
        return False
    parts = (_unsigned(node.above), _unsigned(node.below))
    flat = [factor for part in parts for factor in (part.factors if isinstance(part, Product) else (part,))]
    return any(isinstance(_unsigned(factor), Quotient | Mixed) for factor in flat)


def _repeats(above: list[Node], below: list[Node]) -> bool:
    """Whether two factors can be combined: equal bases, or two roots of equal index on one side of the fraction bar."""
    bases = [factor.base if isinstance(factor, Power) else factor for factor in above + below]
    kept = [base for base in bases if not isinstance(base, Number | Mixed | Call)]
    roots = [[f.index for f in side if isinstance(f, Root) and is_number(f)] for side in (above, below)]
    return len(set(kept)) < len(kept) or any(len(set(side)) < len(side) for side in roots)


def _is_in_lowest_terms(above: list[Node], below: list[Node]) -> bool:
    """Whether the numerator and the denominator, including the numbers under its roots, have no common divisor."""
    under = [*_rationals(below), *(factor.of for factor in below if isinstance(factor, Root))]
    if not under:
        return True
    whole = [_whole(node) for node in under]
    over = [_content(node) for node in above if not isinstance(node, Symbol | Power | Call)]
    plain = [_whole(node) for node in _rationals(below)]
    if None in over or None in plain or 1 in plain:
        return False
    pairs = [(one, other) for one in over for other in whole if one and other]
    return all(math.gcd(one, other) == 1 for one, other in pairs)


def _content(node: Node) -> int | None:
    """Returns the largest whole number that divides a factor, or all terms of a sum; None for a decimal or fraction."""
    match _unsigned(node):
        case Sum(terms):
            contents = [_content(term) for term in terms]
            return None if None in contents else math.gcd(*(content or 0 for content in contents))
        case Product() as product:
            numbers = _rationals(_factors(product)[0])
            return _whole(numbers[0]) if numbers else 1
        case Quotient():
            return None
        case Root(_, of) if isinstance(of, Number):
            return 1
        case Number() | Mixed() as number:
            return _whole(number)
        case _:
            return 1


def _whole(node: Node) -> int | None:
    node = _unsigned(node)
    return int(node.value) if isinstance(node, Number) and node.value.denominator == 1 and not node.note else None


def _of_power(base: Node, exponent: Node) -> set[str]:
    if not is_number(base):
        has_number = isinstance(base, Product) and bool(_rationals(base.factors))
        return {"power"} if isinstance(base, Power) or has_number else set()
    if not is_number(exponent) or (isinstance(base, Symbol) and base.name != "i"):
        return set()
    match base, exponent:
        case Number(), Quotient(Number(above), Number(below)) if above == 1 and below.denominator == 1 < below:
            return set() if _is_reduced_radicand(base, int(below)) else {"root"}
    return {"power"}


def _is_reduced_radicand(of: Node, index: int) -> bool:
    """Whether a root cannot be simplified: no factor of its number is a power with the root's index."""
    match _unsigned(of):
        case Number() as number:
            whole = _whole(number)
            return whole is not None and whole > 1 and _is_free_of_powers(whole, index)
        case Quotient(Number() as above, Number() as below):
            one, other = _whole(above), _whole(below)
            if one is None or other is None or math.gcd(one, other) > 1:
                return False
            return _is_free_of_powers(one, index) and other > 1 and _is_free_of_powers(other, index)
        case _:
            return True


def _is_free_of_powers(number: int, index: int) -> bool:
    if number > MAX_RADICAND:
        return False
    divisor = 2
    while divisor**3 <= number:
        count = 0
        while number % divisor == 0:
            number, count = number // divisor, count + 1
        if count >= index:
            return False
        divisor += 1
    # The remaining number has at most two prime factors.
    return index > 2 or number == 1 or math.isqrt(number) ** 2 != number
