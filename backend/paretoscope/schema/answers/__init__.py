"""The answers of the API. The server returns these models, and the Python client parses them."""
