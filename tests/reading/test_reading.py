"""What the shipped tagger makes of sentences as reports write them."""

import pytest

import fogline
from fogline.terms.claim import Claim, Voice


def said(text: str) -> list[Claim]:
    return [claim for claim in fogline.read(text).claims if claim.voice is Voice.ATTRIBUTED]


def parts(claim: Claim) -> tuple[str | None, str | None, str]:
    source, cue = (part.text if part else None for part in (claim.source, claim.cue))
    return source, cue, claim.content.text.strip('“”". ')


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "According to Marchenko, enemy units in the village have been blocked since Tuesday.",
            "Marchenko",
            "According to",
            "enemy units in the village have been blocked since Tuesday",
        ),
        (
            "The governor claimed that soldiers had already entered the town.",
            "The governor",
            "claimed",
            "soldiers had already entered the town",
        ),
        (
            "The road has been cut, the ministry said on Friday.",
            "the ministry",
            "said",
            "The road has been cut",
        ),
        (
            "“We will not leave this town,” the mayor told reporters on Sunday.",
            "the mayor",
            "told",
            "We will not leave this town",
        ),
        (
            "The Red Cross warned that thousands of people were without water.",
            "The Red Cross",
            "warned",
            "thousands of people were without water",
        ),
    ],
)
def test_simple_attributions_come_out_whole(text: str, source: str, cue: str, content: str) -> None:
    (claim,) = said(text)
    found_source, found_cue, found_content = parts(claim)
    assert found_source == source
    assert found_cue is not None
    assert cue in found_cue
    assert content in found_content


def test_content_cut_by_its_attribution_is_joined() -> None:
    (claim,) = said("“The bridge,” said the engineer, “cannot be repaired before the winter.”")
    assert len(claim.content.spans) == 2
    assert "The bridge" in claim.content.text
    assert "cannot be repaired before the winter" in claim.content.text


def test_an_attribution_without_a_source_has_none() -> None:
    (claim,) = said("It is reported that two villages on the river have been lost.")
    assert claim.source is None
    assert "two villages on the river have been lost" in claim.content.text


def test_nested_attributions_are_both_reported() -> None:
    outer, inner = said("The agency reported that the minister claimed the offensive was over.")
    assert (outer.source.text if outer.source else None) == "The agency"
    assert (inner.source.text if inner.source else None) == "the minister"
    assert outer.content.spans[0][0] <= inner.content.spans[0][0]
    assert inner.content.spans[-1][1] <= outer.content.spans[-1][1]


def test_a_quotation_may_run_over_several_sentences() -> None:
    text = "“We came at night. We found nobody. The cellars were empty,” the commander said."
    (claim,) = said(text)
    assert "We came at night" in claim.content.text
    assert "The cellars were empty" in claim.content.text


def test_what_nobody_is_made_to_say_is_the_reports_own() -> None:
    result = fogline.read("The town lies on a river. Fighting reached it in the summer of 2023.")
    assert [claim.voice for claim in result.claims] == [Voice.NARRATOR, Voice.NARRATOR]
