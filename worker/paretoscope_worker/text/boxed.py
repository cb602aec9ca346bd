"""Finds the answer of a completion: the content of its last ``\\boxed{...}``."""

BOX = "\\boxed{"
OTHER_BOXES = ("\\fbox{", "\\boxed ")
"""Other boxes that a few reference solutions of MATH use."""


def last_boxed(text: str) -> str | None:
    """Returns the stripped content of the last ``\\boxed{...}`` in `text`; None if it is missing or not closed."""
    return _last_in(BOX, text)


def reference_answer(solution: str) -> str | None:
    """Returns the answer of a reference solution, which may also be in ``\\fbox{...}`` or ``\\boxed 7``; else None."""
    braced, bare = OTHER_BOXES
    answer = _last_in(BOX, solution) or _last_in(braced, solution)
    if answer is None and bare in solution:
        answer = solution.rpartition(bare)[2].partition("$")[0].strip()
    return answer


def _last_in(opening: str, text: str) -> str | None:
    start = text.rfind(opening)
    if start < 0:
        return None
    content_start = start + len(opening)
    end = _closing_brace(text, content_start)
    return None if end is None else text[content_start:end].strip()


def _closing_brace(text: str, start: int) -> int | None:
    depth = 1
    position = start
    while position < len(text):
        character = text[position]
        if character == "\\":
            position += 1
        elif character in "{}":
            depth += 1 if character == "{" else -1
            if depth == 0:
                return position
        position += 1
    return None
