"""Computes an update of the policy: log-probs, loss, gradient, optimizer."""
