"""Runs as a process of its own: reads (answer, ground truth, seconds) as JSON lines, writes 1 or 0 for each, or late.

What loads slowly is loaded once. A fork of the process compares pairs until one takes more processor time than it may,
which ends the fork through its timer's default action; then another is forked. A pair that takes too much memory is
answered 0.
"""

import json
import logging
import os
import re
import resource
import signal
import sys
from typing import Any, Never

import mpmath
import sympy
from math_verify import parse, verify
from math_verify.parser import LatexExtractionConfig

MEMORY_BYTES = 2 * 2**30
CLOCK_FACTOR = 20.0
"""A pair also ends after this many times its seconds by the clock, on however busy a machine."""
LATEX_ONLY = [LatexExtractionConfig()]
"""The other way of reading an answer, as a plain expression, goes through Python's eval."""
DIGITS_COMPARED = 50
"""With the usual 15, terms below 1e-15 would vanish from a difference."""
WARM_UP = [(r"\frac{1}{2}x^2-3x", "0.5x^2-3x"), (r"(2\sqrt{3},\pi]", r"(\sqrt{12},\pi]"), (r"\{1,x\}", r"\{x,1\}")]
"""The parser reads faster what it has read once."""
REPEATING = re.compile(r"(\d*)\.(\d*)\\overline\s*\{\s*(\d{1,20})\s*\}")


def same(answer: str, ground_truth: str) -> bool:
    """Says whether two LaTeX answers are equal as mathematics; unreadable ones are not."""
    gold, written = _read(ground_truth), _read(answer)
    return bool(gold and written and verify(gold, written, numeric_precision=DIGITS_COMPARED, timeout_seconds=None))


def _read(latex: str) -> list[Any]:
    latex = REPEATING.sub(_fraction, latex)
    return [_exact(reading) for reading in parse(f"\\boxed{{{latex}}}", LATEX_ONLY, parsing_timeout=None)]


def _fraction(repeating: re.Match[str]) -> str:
    """Writes a repeating decimal as the fraction it equals: a.bccc... = (abc - ab) / (10^|bc| - 10^|b|)."""
    whole, first, period = repeating.groups()
    above = int(whole + first + period) - int(whole + first or "0")
    below = 10 ** len(first + period) - 10 ** len(first)
    return f"\\frac{{{above}}}{{{below}}}"


def _exact(reading: Any) -> Any:
    """Reads decimals as the fractions they are: 0.333333 is not 1/3."""
    if not isinstance(reading, sympy.Basic | sympy.MatrixBase):
        return reading
    return reading.xreplace({number: _rational(number) for number in reading.atoms(sympy.Float)})


def _rational(number: sympy.Float) -> sympy.Rational:
    digits = mpmath.libmp.prec_to_dps(number._prec)
    return sympy.Rational(mpmath.nstr(mpmath.mpf(number._mpf_), digits))


def main() -> None:
    """Answers pairs until the input ends, in one fork after the other."""
    logging.disable()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    for pair in WARM_UP:
        same(*pair)
    while True:
        fork = os.fork()
        if fork == 0:
            _answer_pairs()
        _, status = os.waitpid(fork, 0)
        if not os.WIFSIGNALED(status):
            return
        _write("late")


def _answer_pairs() -> Never:
    """Answers pairs until the input ends or one takes too long."""
    for line in sys.stdin:
        answer, ground_truth, seconds = json.loads(line)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, CLOCK_FACTOR * seconds)
        try:
            verdict = same(answer, ground_truth)
        except Exception:
            verdict = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        _write(f"{verdict:d}")
    os._exit(0)


def _write(answer: str) -> None:
    sys.stdout.write(f"{answer}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
