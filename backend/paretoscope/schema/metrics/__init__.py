"""The vocabulary of metrics: `keys` defines each metric once, and `description` looks up a key."""
