"""The words of JSON Schema, of which the shapes of answers are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from enum import StrEnum

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
FLAG: Schema = {"type": "boolean"}
DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
# Half-open, in code points of the text.
SPANS: Schema = {"type": "array", "items": {"type": "array", "items": WHOLE, "minItems": 2, "maxItems": 2}}


def thing(**fields: Schema) -> Schema:
    """An object with all of `fields`; more may come to it in time."""
    return {"type": "object", "properties": fields, "required": list(fields)}


def ref(name: str) -> Schema:
    """The shape called `name`."""
    return {"$ref": f"#/components/schemas/{name}"}


def many(of: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": of}


def by_name(of: Schema) -> Schema:
    """An object whose fields are names that are not known beforehand."""
    return {"type": "object", "additionalProperties": of}


def one(choices: type[StrEnum]) -> Schema:
    """One of the values of `choices`."""
    return {"type": "string", "enum": [choice.value for choice in choices]}


def maybe(schema: Schema) -> Schema:
    """`schema`, or null where it is not known."""
    return {"anyOf": [schema, {"type": "null"}]}


def both(first: Schema, **fields: Schema) -> Schema:
    """All that `first` has, and `fields`."""
    return {"allOf": [first, thing(**fields)]}
