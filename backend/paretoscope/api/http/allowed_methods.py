"""The HTTP methods that an address accepts."""

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.routing import Match


def allowed_methods(request: Request) -> set[str]:
    """Returns the methods that the address of a request under ``/api`` accepts."""
    routes = (route for router in request.app.state.routers for route in router.routes if isinstance(route, APIRoute))
    methods: set[str] = set()
    for route in routes:
        if route.matches(request.scope)[0] is not Match.NONE:
            methods |= route.methods or set()
    if "GET" in methods:
        methods.add("HEAD")
    return methods | {"OPTIONS"} if methods else methods
