"""Statistics over replicates: means, intervals, differences and tests. Pure functions that use NumPy and SciPy."""
