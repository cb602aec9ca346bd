"""Sweeps: named sets of runs that are made from one base config."""
