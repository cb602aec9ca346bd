"""Times in words."""


def in_words(seconds: float) -> str:
    """Returns a time such as `45 s`, `24 min` or `3.5 h`."""
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"
