"""Keeps the memory that tensors on a CPU give back, for the next tensors.

The GNU C library returns large blocks to the kernel, which hands them out again page by page and cleared: at the sizes
of a small policy's update that is a tenth of all time.
"""

import ctypes

TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3
"""Parameters of mallopt(3)."""
LARGEST_KEPT_BYTES = 2**30
LARGEST_KEPT_BYTES_OF_OLD_LIBRARIES = 2**25


def keep_freed_memory() -> None:
    """Sets this process's allocator so; does nothing where it is another one, as on macOS or with musl."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    mallopt(TRIM_THRESHOLD, 2**31 - 1)
    if not mallopt(MMAP_THRESHOLD, LARGEST_KEPT_BYTES):
        mallopt(MMAP_THRESHOLD, LARGEST_KEPT_BYTES_OF_OLD_LIBRARIES)
