"""The vocabulary of metrics: `keys` names each one once, `description` looks a key up."""
