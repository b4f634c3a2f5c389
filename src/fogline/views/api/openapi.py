"""The OpenAPI document, made of the table that serves the addresses."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Any

import msgspec

from fogline.runs import exporting
from fogline.runs.correcting import LONGEST as MOST
from fogline.runs.kinship import Kin
from fogline.views.api import kinship, reading
from fogline.views.api.served import ATOM, CSV, SERVED
from fogline.views.api.troubles import (
    BUSY,
    FAULT,
    JSON,
    LEDGER,
    NO_ENTRY,
    NO_JSON,
    NOT_ALLOWED,
    NOT_INSTALLED,
    NOT_THERE,
    SAID_ALREADY,
    TOO_LARGE,
    TOO_SLOW,
    UNCLEAR,
    UNREADABLE,
)
from fogline.views.parameters import LONGEST
from fogline.views.schema import one as one_of
from fogline.views.schema import ref
from fogline.views.schemas import SCHEMAS

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
ENTRY = {
    "token": {"type": "http", "scheme": "bearer", "description": "Of `fogline account token`."},
}
CODED = {"etag": {"description": "Send it back as If-None-Match.", "schema": {"type": "string"}}}


@lru_cache(maxsize=1)
def document() -> bytes:
    """The document as JSON."""
    paths = {_path(served): {"get": _operation(served)} for served in SERVED}
    paths[reading.PATH] = {"post": _reading()}
    paths[kinship.PATH] = {"post": _kinship()}
    whole = {
        "openapi": VERSION,
        "info": {"title": "Fogline", "version": exporting.by().removeprefix("fogline "), "description": ABOUT},
        "servers": [{"url": "/api/v1"}],
        "paths": paths,
        "components": {"schemas": SCHEMAS, "securitySchemes": ENTRY},
        # A ledger without accounts is open, and reading may be.
        "security": [{}, *({name: []} for name in ENTRY)],
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
    missing = [NOT_THERE] if query.parameters else []
    missing += [NOT_INSTALLED] if query.shape == "Displacement" else []
    troubles = [UNCLEAR, NO_ENTRY, *missing, FAULT, LEDGER, BUSY]
    return {
        "operationId": query.name,
        "summary": query.about,
        "parameters": [_parameter(one, served) for one in served.parameters],
        "responses": {
            "200": {"description": "The answer.", "headers": CODED, "content": _contents(served)},
            "304": {"description": "You have it already."},
            **_troubles(troubles),
        },
    }


def _contents(served: Served) -> dict[str, Any]:
    tables = {CSV: {"schema": {"type": "string", "contentMediaType": CSV}}} if served.forms else {}
    return {served.media: _content(served), **tables}


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
            **_troubles([UNCLEAR, NO_ENTRY, NOT_ALLOWED, TOO_LARGE, NO_JSON, UNREADABLE, FAULT, BUSY]),
        },
    }


def _kinship() -> dict[str, Any]:
    name = {"type": "string", "minLength": 1, "maxLength": LONGEST}
    fields = {"one": name, "other": name, "kin": one_of(Kin), "note": {"type": "string", "maxLength": MOST}}
    sent = {"type": "object", "properties": fields, "required": ["one", "other", "kin"], "additionalProperties": False}
    example = {
        "one": "9b94562f9690cbf0944c34f5",
        "other": "17ab5ae87ed9046b99bfe118",
        "kin": "merged",
        "note": "one press release",
    }
    said = {**example, "by": "Ada", "at": "2026-11-25T14:46:10Z", "aside": False}
    answer = {"schema": ref("Said"), "example": {"said": [{name: said[name] for name in said if name != "one"}]}}
    return {
        "operationId": "kinship",
        "summary": kinship.ABOUT,
        "security": [{"token": []}],
        "requestBody": {"required": True, "content": {JSON: {"schema": sent, "example": example}}},
        "responses": {
            "201": {"description": "All that was said of the first, the oldest first.", "content": {JSON: answer}},
            **_troubles(
                [UNCLEAR, NO_ENTRY, NOT_ALLOWED, NOT_THERE, TOO_SLOW, SAID_ALREADY, TOO_LARGE, NO_JSON, FAULT, LEDGER]
            ),
        },
    }


def _troubles(some: list[Trouble]) -> dict[str, Any]:
    """The answers that say what went wrong, by status; several of one status each with its example."""
    found: dict[str, Any] = {}
    for status, of in groupby(sorted(some, key=lambda one: one.status), key=lambda one: one.status):
        told = list(of)
        examples = {
            one.code: {"value": {"error": {"code": one.code, "message": one.when, "where": None}}} for one in told
        }
        content = {JSON: {"schema": ref("Trouble"), "examples": examples}}
        found[str(status)] = {"description": " ".join(one.when for one in told), "content": content}
    return found
