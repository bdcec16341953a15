"""The API's description: OpenAPI, and a page of our own made from it (no script, no other host)."""

from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse

from api.pages import render
from api.problems import Problem

router = APIRouter()

DESCRIPTION = (
    "Sign in with POST /api/v1/auth/token and send the token as `Authorization: Bearer …`. Every error is a "
    "problem detail (RFC 9457) with a stable `code`. Lists answer {items, total, limit, offset}."
)
PARTS_IN_ORDER = ("accounts", "CVs", "search", "chat", "conversations", "health")


@router.get("/api/openapi.json", include_in_schema=False)
async def openapi(request: Request) -> JSONResponse:
    return JSONResponse(describe(request.app))


@router.get("/api/docs", include_in_schema=False)
async def reference(request: Request) -> Response:
    described = describe(request.app)
    parts: dict[str, list[dict[str, Any]]] = {part: [] for part in PARTS_IN_ORDER}
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            part = (operation.get("tags") or ["more"])[0]
            parts.setdefault(part, []).append({"method": method.upper(), "path": path, **operation})
    return render(
        request,
        "reference.html",
        parts=parts,
        schemas=described["components"]["schemas"],
        described=described,
    )


def describe(app: FastAPI) -> dict[str, Any]:
    """OpenAPI of our own routes; errors are described once, as problem details."""
    document = get_openapi(title="Expert Sourcing", version="1", description=DESCRIPTION, routes=app.routes)
    paths = document["paths"]
    document["paths"] = {path: paths[path] for path in paths if path.startswith(("/api/", "/health/"))}
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = Problem.model_json_schema()
    problem = {
        "description": "A problem detail",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for methods in document["paths"].values():
        for operation in methods.values():
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = problem
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    return document
