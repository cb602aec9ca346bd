"""Turns what an objective answers into a list."""

from collections.abc import Iterable, Mapping, Set
from typing import Any


class NoRewardsError(Exception):
    """An objective answered something other than a list of rewards. The message says what."""


def reward_list(answer: object) -> list[Any]:
    """Returns the items of a list, a tuple, an array, a tensor or a generator.

    Raises:
        NoRewardsError: the answer is anything else.
    """
    problem = f"returned {_described(answer)} instead of a list with one reward per completion."
    if isinstance(answer, str | bytes | Mapping | Set) or not isinstance(answer, Iterable):
        raise NoRewardsError(problem)
    try:
        return list(answer)
    except TypeError as error:  # an array or tensor without dimensions
        raise NoRewardsError(problem) from error


def _described(answer: object) -> str:
    if answer is None:
        return "None (is there a return statement on every path?)"
    kinds = {str: "a text", dict: "a dictionary"}
    kind = next((name for base, name in kinds.items() if isinstance(answer, base)), f"one {type(answer).__name__}")
    return f"{kind}, {repr(answer)[:200]},"
