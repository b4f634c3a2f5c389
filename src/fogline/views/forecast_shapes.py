"""The JSON and the rows of forecasts and of the records of those who foretell."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from fogline.views.shapes import place_shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fogline.runs.forecasts import Account, Followed, Interval, Meaning, Record
    from fogline.terms.forecast import Ruling
    from fogline.views.rows import Cell

FORECAST = (
    "forecast_id said source source_id side outlet kind stance agent target place_id place threshold deadline assumed "
    "condition hedge probability state missing outcome by reasons base_rate base_low base_high content claim_id"
).split()


def forecast_shape(one: Followed) -> dict[str, Any]:
    """The JSON object of a forecast and where it stands."""
    forecast, speaker = one.forecast, one.forecast.speaker
    return {
        "id": forecast.id,
        "claim": forecast.claim,
        "said": forecast.said,
        "source": speaker and {"id": speaker.id, "name": speaker.name or None, "side": speaker.side.value},
        "outlet": forecast.outlet,
        "kind": forecast.kind.value,
        "stance": forecast.stance.value,
        "agent": forecast.agent and forecast.agent.value,
        "target": forecast.target and forecast.target.value,
        "place": place_shape(forecast.place),
        "threshold": forecast.threshold,
        "deadline": forecast.deadline,
        "assumed": forecast.assumed,
        "conditional": forecast.conditional,
        "condition": forecast.condition,
        "hedge": forecast.hedge,
        "probability": forecast.probability,
        "content": forecast.text,
        "state": one.state.value,
        "missing": list(forecast.missing),
        "resolution": one.resolution
        and {
            "outcome": one.resolution.outcome.value,
            "by": one.resolution.by,
            "at": one.resolution.at,
            "reasons": list(one.resolution.reasons),
            "claims": list(one.resolution.claims),
        },
        "base_rate": one.rate and interval_shape(one.rate) | {"days": one.days},
    }


def forecast_row(one: Followed) -> list[Cell]:
    """The row of a forecast, as the columns FORECAST have it."""
    forecast, speaker, resolution = one.forecast, one.forecast.speaker, one.resolution
    return [
        *(forecast.id, forecast.said),
        *((speaker.name or None, speaker.id, speaker.side.value) if speaker else (None, None, None)),
        *(forecast.outlet, forecast.kind.value, forecast.stance.value),
        *(forecast.agent and forecast.agent.value, forecast.target and forecast.target.value),
        *((forecast.place.id, forecast.place.name) if forecast.place else (None, None)),
        *(forecast.threshold, forecast.deadline, str(forecast.assumed).lower(), forecast.condition),
        *(forecast.hedge, forecast.probability, one.state.value, "|".join(forecast.missing)),
        *((resolution.outcome.value, resolution.by, "|".join(resolution.reasons)) if resolution else (None,) * 3),
        *(one.rate or (None, None, None)),
        *(forecast.text, forecast.claim),
    ]


def interval_shape(interval: Interval) -> dict[str, Any]:
    """The JSON object of a number and where it is with nine chances in ten."""
    return {"mean": interval.mean, "low": interval.low, "high": interval.high}


def account_shape(account: Account) -> dict[str, Any]:
    """The JSON object of what all resolved forecasts come to."""
    return {
        "words": [_meaning_shape(one) for one in account.meanings],
        "sources": [record_shape(one) for one in account.sources],
        "kinds_of_source": [record_shape(one) for one in account.groups],
    }


def record_shape(record: Record) -> dict[str, Any]:
    """The JSON object of the record of a source, or of a kind of source."""
    return {
        "name": record.name,
        "forecasts": record.scores.forecasts,
        "brier": record.scores.brier,
        "log_score": record.scores.log,
        "skill": interval_shape(record.skill),
        "calibration": [
            {"low": one.low, "high": one.high, "forecasts": one.forecasts, "said": one.said}
            | {"came": interval_shape(one.came)}
            for one in record.bins
        ],
    }


def foretold_shape(own: Sequence[Followed], record: Record | None) -> dict[str, Any]:
    """The JSON object of how a source has foretold: how many forecasts, in which states, and their scores."""
    states = Counter(one.state.value for one in own)
    return {"forecasts": len(own), "states": dict(sorted(states.items())), "record": record and record_shape(record)}


def ruling_shape(ruling: Ruling) -> dict[str, Any]:
    """The JSON object of a person's word on a forecast."""
    return {"outcome": ruling.outcome.value, "reason": ruling.reason, "by": ruling.by, "at": ruling.at}


def _meaning_shape(meaning: Meaning) -> dict[str, Any]:
    return {"words": meaning.words, "forecasts": meaning.forecasts, "came": interval_shape(meaning.came)}
