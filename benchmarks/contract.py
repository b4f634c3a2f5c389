"""Ask the API everything that its document allows, and much that it does not: does it keep what it promises?

python benchmarks/contract.py LEDGER --cases 10000

Cases are made of the OpenAPI document by schemathesis: a third as it asks for them, a third otherwise, and a third with
names and ids that the ledger has; as many for each address. An answer breaks the contract that is a 5xx, has a status,
type, header or shape that the document does not name, or lets pass what the document rules out.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.generation import GenerationMode
from starlette.applications import Starlette
from starlette.testclient import TestClient

from fogline.views.api.app import PREFIX, routes
from fogline.views.serving import Holding

if TYPE_CHECKING:
    from collections.abc import Callable

    from schemathesis import Case
    from schemathesis.schemas import APIOperation

OTHERWISE = GenerationMode.NEGATIVE
# A name that nobody knows is well-formed, and so are filters that do not go together; both have their own status.
FAIR = [200, 400, 404, 422]


def ask(holding: Holding, cases: int) -> Counter[tuple[str, int]]:
    """Ask `cases` questions, evenly over addresses, and count (operation, status); raises at the first broken one."""
    app = Starlette(routes=routes(holding))
    client = TestClient(app)
    document: dict[str, Any] = client.get(f"{PREFIX}/openapi.json").json()
    rounds = [(document, GenerationMode.POSITIVE), (document, OTHERWISE), (_knowing(client), GenerationMode.POSITIVE)]
    pairs = [(one, mode) for of, mode in rounds for one in _operations(of, app) if mode is not OTHERWISE or _takes(one)]
    counts: Counter[tuple[str, int]] = Counter()
    # Some have few questions to be asked; the others then come round again.
    turn = 0
    while counts.total() < cases:
        many = -(-(cases - counts.total()) // len(pairs))
        for operation, mode in pairs:
            seed(turn)(_case(operation, mode, many, counts))()
        turn += 1
    return counts


def _operations(document: dict[str, Any], app: Starlette) -> list[APIOperation]:
    schema = schemathesis.openapi.from_dict(document)
    schema.app = app
    schema.config.checks.positive_data_acceptance.expected_statuses = FAIR
    operations = [found.ok() for found in schema.get_all_operations()]
    # What writes needs an account, of which there is none here.
    return [one for one in operations if "security" not in one.definition.raw]


def _takes(operation: APIOperation) -> bool:
    """Whether it takes anything: else it cannot be asked otherwise."""
    return bool(operation.body) or any(True for _ in operation.iter_parameters())


def _knowing(client: TestClient) -> dict[str, Any]:
    """The document, names and ids in it being those that the ledger has: else hardly a question would find anything."""
    document: dict[str, Any] = client.get(f"{PREFIX}/openapi.json").json()
    page = client.get(f"{PREFIX}/claims", params={"limit": 40}).json()
    claims, sources, places = (
        page["items"],
        _items(client, "sources"),
        [one["place"] for one in _items(client, "places")],
    )
    known = {
        "id": [claim["id"] for claim in claims] + [claim["report"]["report_id"] for claim in claims],
        "place": [place["id"] for place in places],
        "name": [place["name"] for place in places] + [source["name"] for source in sources],
        "near": [f"{place['lat']},{place['lon']}" for place in places if place.get("lat")],
        "source": [source["name"] for source in sources],
        "words": [claim["content"]["text"].split()[0] for claim in claims],
        "cursor": [page["next"]],
    }
    of = {
        "/forecasts/{id}": [one["id"] for one in _items(client, "forecasts")],
        "/chains/{id}": [one["report"]["report_id"] for one in _items(client, "chains")],
    }
    for path, item in document["paths"].items():
        for parameter in item.get("get", {}).get("parameters", ()):
            values = of.get(path) if parameter["name"] == "id" else None
            values = values or known.get(parameter["name"])
            if values:
                parameter["schema"] = {"type": "string", "enum": values}
    return document


def _items(client: TestClient, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"{PREFIX}/{path}", params={"limit": 40}).json()["items"]
    return found


def _case(
    operation: APIOperation, mode: GenerationMode, many: int, counts: Counter[tuple[str, int]]
) -> Callable[[], None]:
    """What asks `many` questions of an operation, and counts the answers."""

    @settings(
        max_examples=many,
        deadline=None,
        derandomize=False,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def each(case: Case) -> None:
        response = case.call()
        counts[operation.label, response.status_code] += 1
        case.validate_response(response)

    return each


def main() -> None:
    """Ask, and print how many of each status every address answered."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ledger")
    parser.add_argument("--cases", type=int, default=10_000)
    given_ = parser.parse_args()
    start = time.perf_counter()
    counts = ask(Holding(given_.ledger), given_.cases)
    for label in dict.fromkeys(label for label, _ in counts):
        told = ", ".join(f"{status}: {count:,}" for (of, status), count in sorted(counts.items()) if of == label)
        print(f"{label:32} {told}")
    seconds = time.perf_counter() - start
    faults = sum(count for (_, status), count in counts.items() if status >= 500)  # noqa: PLR2004
    print(f"{sum(counts.values()):,} cases in {seconds:.0f} s; {faults} answers 5xx; no contract broken")


if __name__ == "__main__":
    main()
