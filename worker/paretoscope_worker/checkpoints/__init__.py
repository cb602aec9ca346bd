"""Checkpoints: everything that a run needs to continue as if it had never stopped, and the weights of kept points."""
