"""What the API answers. The server returns these models and the Python client parses them."""
