"""The program of a separate process that compares answers with math-verify.

It reads one JSON line per pair, [answer, ground truth, seconds], and writes 1 or 0 for each, or "late".

The libraries, which load slowly, are loaded once. A fork of the process compares the pairs. If a pair takes more than
its seconds of processor time, the fork's timer kills the fork, and the process starts another. A pair that takes too
much memory gets 0.
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
"""Limit of the elapsed time of a pair, as a multiple of its limit of processor time, however busy the machine is."""
LATEX_ONLY = [LatexExtractionConfig()]
"""Answers are read only as LaTeX, because math-verify reads plain expressions with Python's eval."""
DIGITS_COMPARED = 50
"""With math-verify's default of 15 digits, a difference would lose terms below 1e-15."""
WARM_UP = [(r"\frac{1}{2}x^2-3x", "0.5x^2-3x"), (r"(2\sqrt{3},\pi]", r"(\sqrt{12},\pi]"), (r"\{1,x\}", r"\{x,1\}")]
"""Pairs that are compared before the first fork, because the parser is slower at first."""
REPEATING = re.compile(r"(\d*)\.(\d*)\\overline\s*\{\s*(\d{1,20})\s*\}")


def same(answer: str, ground_truth: str) -> bool:
    """Returns whether two LaTeX answers are mathematically equal; False if one cannot be read."""
    gold, written = _read(ground_truth), _read(answer)
    return bool(gold and written and verify(gold, written, numeric_precision=DIGITS_COMPARED, timeout_seconds=None))


def _read(latex: str) -> list[Any]:
    latex = REPEATING.sub(_fraction, latex)
    return [_exact(reading) for reading in parse(f"\\boxed{{{latex}}}", LATEX_ONLY, parsing_timeout=None)]


def _fraction(repeating: re.Match[str]) -> str:
    """Writes a repeating decimal as the equal fraction: a.bccc... = (abc - ab) / (10^|bc| - 10^|b|)."""
    whole, first, period = repeating.groups()
    above = int(whole + first + period) - int(whole + first or "0")
    below = 10 ** len(first + period) - 10 ** len(first)
    return f"\\frac{{{above}}}{{{below}}}"


def _exact(reading: Any) -> Any:
    """Replaces decimals by exact fractions, so that 0.333333 does not equal 1/3."""
    if not isinstance(reading, sympy.Basic | sympy.MatrixBase):
        return reading
    return reading.xreplace({number: _rational(number) for number in reading.atoms(sympy.Float)})


def _rational(number: sympy.Float) -> sympy.Rational:
    digits = mpmath.libmp.prec_to_dps(number._prec)
    return sympy.Rational(mpmath.nstr(mpmath.mpf(number._mpf_), digits))


def main() -> None:
    """Answers pairs in one fork after another, until the input ends."""
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
    """Answers pairs until the input ends or a pair takes too long."""
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
