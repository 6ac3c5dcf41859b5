"""Every address of the server, for the tests that must not miss one."""

from fastapi import FastAPI


def places(app: FastAPI) -> set[tuple[str, str]]:
    """Return method and path of everything the app answers, as FastAPI itself sees it."""
    paths = app.openapi()["paths"]
    return {(method.upper(), path) for path, methods in paths.items() for method in methods}
