"""Queries that choose runs, such as ``objective.accuracy > 0.8 and method = gradient and not tag = draft``."""
