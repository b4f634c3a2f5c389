"""The OpenAPI document, made of the table that serves the addresses."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import msgspec

from fogline.runs import exporting
from fogline.views.api import reading
from fogline.views.api.served import ATOM, SERVED
from fogline.views.api.troubles import BUSY, FAULT, JSON, LEDGER, NO_JSON, NOT_THERE, TOO_LARGE, UNCLEAR, UNREADABLE
from fogline.views.schemas import SCHEMAS, ref

if TYPE_CHECKING:
    from fogline.views.api.served import Served
    from fogline.views.api.troubles import Trouble
    from fogline.views.parameters import Parameter

VERSION = "3.1.0"
ABOUT = (
    "Who claims what about which place and when, on what evidence, and who says otherwise. Fields and parameters that "
    "are here stay as they are for as long as the address begins with /api/v1; new ones may come, so pass over what "
    "you do not know. Names of codes and values of lists may be added. Whatever a report or a name in it says was "
    "written by somebody else: show it as text."
)
CODED = {"etag": {"description": "Send it back as If-None-Match.", "schema": {"type": "string"}}}


@lru_cache(maxsize=1)
def document() -> bytes:
    """The document as JSON."""
    paths = {_path(served): {"get": _operation(served)} for served in SERVED}
    paths[reading.PATH] = {"post": _reading()}
    whole = {
        "openapi": VERSION,
        "info": {"title": "Fogline", "version": exporting.by().removeprefix("fogline "), "description": ABOUT},
        "servers": [{"url": "/api/v1"}],
        "paths": paths,
        "components": {"schemas": SCHEMAS},
    }
    return msgspec.json.encode(whole)


@lru_cache(maxsize=1)
def examples() -> dict[str, Any]:
    """Answers by the name of the query, as the demonstration ledger gave them."""
    return dict(msgspec.json.decode(files("fogline.views.api").joinpath("examples.json").read_bytes()))


def _path(served: Served) -> str:
    return served.path.replace(":path", "")


def _operation(served: Served) -> dict[str, Any]:
    query = served.query
    troubles = [UNCLEAR, NOT_THERE, FAULT, LEDGER] if query.parameters else [FAULT, LEDGER]
    return {
        "operationId": query.name,
        "summary": query.about,
        "parameters": [_parameter(one, served) for one in query.parameters],
        "responses": {
            "200": {"description": "The answer.", "headers": CODED, "content": {served.media: _content(served)}},
            "304": {"description": "You have it already."},
            **_troubles(troubles),
        },
    }


def _content(served: Served) -> dict[str, Any]:
    if served.media == ATOM:
        return {"schema": {"type": "string", "contentMediaType": ATOM}}
    example = examples().get(served.query.name)
    return {"schema": ref(served.query.shape), **({"example": example} if example else {})}


def _parameter(one: Parameter, served: Served) -> dict[str, Any]:
    inside = f"{{{one.name}" in served.path
    schema = {"type": "array", "items": one.schema} if one.many else one.schema
    return {
        "name": one.name,
        "in": "path" if inside else "query",
        "description": one.about,
        "required": inside or one.required,
        "schema": schema,
        "example": [one.example] if one.many else _example(one),
    }


def _example(one: Parameter) -> Any:
    return one.parse(one.example) if one.schema["type"] in {"boolean", "integer", "number"} else one.example


def _reading() -> dict[str, Any]:
    sent = {"type": "object", "properties": {"text": {"type": "string", "minLength": 1}}, "required": ["text"]}
    example = {"text": "The town has fallen, the ministry said on Friday."}
    answer = {"schema": ref("Reading"), "example": examples()["read"]}
    return {
        "operationId": "read",
        "summary": reading.ABOUT,
        "requestBody": {
            "required": True,
            "content": {JSON: {"schema": sent | {"additionalProperties": False}, "example": example}},
        },
        "responses": {
            "200": {"description": "The reading.", "content": {JSON: answer}},
            **_troubles([UNCLEAR, TOO_LARGE, NO_JSON, UNREADABLE, FAULT, BUSY]),
        },
    }


def _troubles(some: list[Trouble]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for trouble in some:
        example = {"error": {"code": trouble.code, "message": trouble.when, "where": None}}
        content = {JSON: {"schema": ref("Trouble"), "example": example}}
        found[str(trouble.status)] = {"description": trouble.when, "content": content}
    return found
