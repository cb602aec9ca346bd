"""Keeps the memory that CPU tensors free, so that the next tensors can reuse it.

The GNU C library returns large blocks to the kernel. The kernel clears each page before it hands the memory out again,
which takes about a tenth of the time of an update of a small policy.
"""

import ctypes

TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3
"""Parameters of mallopt(3)."""
LARGEST_KEPT_BYTES = 2**30
LARGEST_KEPT_BYTES_OF_OLD_LIBRARIES = 2**25


def keep_freed_memory() -> None:
    """Makes this process keep freed memory. Does nothing without the GNU C library, as on macOS."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    mallopt(TRIM_THRESHOLD, 2**31 - 1)
    if not mallopt(MMAP_THRESHOLD, LARGEST_KEPT_BYTES):
        mallopt(MMAP_THRESHOLD, LARGEST_KEPT_BYTES_OF_OLD_LIBRARIES)
