"""Computes the objectives' policy gradients, and their influence: how much each gradient helps all objectives."""
