"""Dominance, hypervolume and archive: pure functions that use only NumPy and moocore."""
