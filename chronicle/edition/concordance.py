"""The concordance: what the record says of each claim of the essay, and where the claim stands in the original."""

from __future__ import annotations

from collections import Counter
from urllib.parse import quote

from chronicle.edition import Edition
from chronicle.records.events import Claim

VERDICTS = {
    "borne out": "a statement of fact, and nothing that we have read speaks against it",
    "shortened": "right as far as it goes, with more to it",
    "differs": "the record says otherwise, in whole or in part",
    "not checkable": "a judgement, a question, or something that no source known to us decides",
}


def verdict(edition: Edition, claim: Claim) -> str:
    """What the notes on a claim come to: the gravest of their verdicts, or what its nature says where it has none."""
    found = {edition.records.notes[note].verdict for note in claim.notes}
    for one in ("differs", "not checkable", "shortened"):
        if one in found:
            return one
    return "borne out" if claim.nature == "fact" else "not checkable"


def counts(edition: Edition) -> Counter[str]:
    """How many claims have each verdict."""
    return Counter(verdict(edition, claim) for claim in edition.records.claims.values())


def original(edition: Edition, claim: Claim) -> str:
    """The address of the original at the claim's words, which browsers that know text fragments find and mark."""
    words = quote(claim.fragment or "", safe="").replace("-", "%2D")
    return edition.colophon.original.url + (f"#:~:text={words}" if words else "")
