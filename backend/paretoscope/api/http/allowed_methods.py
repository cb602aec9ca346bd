"""Which methods an address takes."""

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.routing import Match


def allowed_methods(request: Request) -> set[str]:
    """Returns the methods that the address of a request under ``/api`` takes, whatever method it has itself."""
    routes = (route for router in request.app.state.routers for route in router.routes if isinstance(route, APIRoute))
    methods: set[str] = set()
    for route in routes:
        if route.matches(request.scope)[0] is not Match.NONE:
            methods |= route.methods or set()
    if "GET" in methods:
        methods.add("HEAD")
    return methods | {"OPTIONS"} if methods else methods
