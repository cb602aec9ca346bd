"""The address of a server, as people write it: what is wrong with it, and why nothing answers there."""

import socket
import ssl
from urllib.parse import urlsplit

VARIABLE = "PARETOSCOPE_SERVER_URL"
SCHEMES = ("http", "https")
EXAMPLE = "http://127.0.0.1:8420"


def checked_address(url: str) -> str:
    """Returns an address without slashes at its end.

    Raises:
        ValueError: it is not an address; the message says what to write instead.
    """
    address = url.strip().rstrip("/")
    if "://" not in url:
        raise ValueError(f"'{url}' is not the address of a server. Write {_guess(address)}.")
    try:
        parts = urlsplit(address)
        is_valid = parts.scheme in SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_valid = False
    if not is_valid or any(character.isspace() or not character.isprintable() for character in address):
        raise ValueError(f"'{url}' is not the address of a server. Write it like {EXAMPLE}.")
    if parts.query or parts.fragment:
        raise ValueError(f"'{url}' has more than an address. Write {parts.scheme}://{parts.netloc}.")
    return address


def why_silent(address: str, error: BaseException) -> str:
    """Returns why a server does not answer, and what to do."""
    host, causes = urlsplit(address).hostname, list(_causes(error))
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return f"No machine has the name '{host}'. Check how it is spelled in {VARIABLE} or --server: {address}."
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        what = f"No secure connection to {address}: {error}."
        return f"{what} If the server has no certificate, write http:// in {VARIABLE}."
    if type(error).__name__ == "RemoteProtocolError":
        return f"What listens at {address} does not answer as a web server does. Set {VARIABLE} to the right port."
    return (
        f"No answer from {address} ({type(error).__name__}: {error}). Start the server with `paretoscope up`, or set "
        f"{VARIABLE} to the address of another one."
    )


def _guess(address: str) -> str:
    return f"http://{address}" if address and "/" not in address and " " not in address else f"it like {EXAMPLE}"


def _causes(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found
