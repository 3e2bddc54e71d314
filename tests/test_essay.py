"""The retelling keeps every claim, in order and in its own words; text and events agree both ways."""

import re
from pathlib import Path

import pytest

from chronicle.edition import open_edition
from chronicle.records.load import KINDS
from chronicle.records.problems import BadRecords
from chronicle.views import templates as views


def words_of(text: str) -> str:
    """A paragraph's words, less the Markdown of its links and notes."""
    text = re.sub(r"\]\([^)]*\)|\[\^[^\]]*\]|\[", "", text)
    return " ".join(text.split())


def test_every_claim_of_the_essay_stands_in_its_paragraph(edition):
    lost = {
        claim.id: words
        for claim in edition.records.claims.values()
        for words in claim.words
        if words not in words_of(edition.passages[claim.at].text)
    }
    assert lost == {}


def test_every_paragraph_carries_a_claim_and_the_claims_keep_the_order(edition):
    order = list(edition.passages)
    places = [order.index(claim.at) for claim in edition.records.claims.values()]
    assert places == sorted(places)
    assert set(places) == set(range(len(order)))


def test_the_retelling_is_about_as_long_as_the_essay(edition):
    count = sum(len(words_of(passage.text).split()) for passage in edition.passages.values())
    assert 1200 <= count <= 2100


def test_every_event_in_the_essay_is_linked_both_ways(edition):
    marked = {event.id for event in edition.events if event.in_essay}
    linked = {record for item in edition.passages.values() for page, record in item.links if page == "timeline"}
    assert marked == linked
    assert len(marked) == 22
    for event in marked:
        for passage in edition.mentions("events", event).passages:
            assert ("timeline", event) in passage.links


def spoil(root: Path, page: str, old: str, new: str) -> list[str]:
    path = root / "docs" / page
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadRecords) as found:
        open_edition(root)
    return [str(problem) for problem in found.value.problems]


def test_an_unlinked_event_is_reported(copy):
    found = spoil(copy, "periods/1949-1978.md", "(../timeline.md#bandung-conference)", "(../timeline.md)")
    assert found == [
        "docs/data/events.yml: bandung-conference: in_essay: no paragraph links to timeline.md#bandung-conference; "
        "link it, or take in_essay out"
    ]


def test_a_link_to_an_unmarked_event_is_reported(copy):
    found = spoil(copy, "outlook.md", "timeline.md#second-largest-economy-2010", "timeline.md#geneva-conference")
    assert (
        "docs/data/events.yml: geneva-conference: in_essay: is not set, though outlook#p2 links to the event; "
        "add 'in_essay: true'"
    ) in found


def test_a_link_or_footnote_to_nothing_is_reported(copy):
    page = "periods/1921-1949.md"
    before = (copy / "docs" / page).read_text(encoding="utf-8").partition("people.md#cai-hesen")[0]
    found = spoil(copy, page, "people.md#cai-hesen", "people.md#cai-he-sen")
    line = before.count("\n") + 1
    said = f"docs/{page}: line {line}: link: 'cai-he-sen' is not in people.yml; did you mean 'cai-hesen'?"
    assert said in found
    found = spoil(copy, "introduction.md", "[^rls-essay-caption]", "[^rls-caption]")
    assert any("'rls-caption' is not in sources.yml; did you mean 'rls-essay-caption'?" in item for item in found)


def test_a_paragraph_without_its_id_is_reported(copy):
    (message, *_) = spoil(copy, "outlook.md", "{ #p2 }\n", "")
    assert message.startswith("docs/outlook.md: paragraph 2: the paragraph that starts 'Internationalism grew from two")
    assert message.endswith("must end with a line { #p2 }")


def test_every_value_is_made_safe_for_html_and_markdown():
    assert views.plain('<b> & "x" *y* [z](w) `c` _d_') == (
        "&lt;b&gt; &amp; &#34;x&#34; &#42;y&#42; &#91;z&#93;(w) &#96;c&#96; &#95;d&#95;"
    )


def test_chinese_is_marked_as_chinese():
    assert views.prose("Going Global (走出去), 布哈林·某") == (
        'Going Global (<span lang="zh-Hans">走出去</span>), <span lang="zh-Hans">布哈林·某</span>'
    )


def test_links_are_relative_to_the_page(edition, root):
    values = {"rows": [(edition.events[0], 1)]}
    shown = views.view(edition, root, "periods/1921-1949.md", "key-dates.md", **values)
    assert 'href="../../timeline/#comintern-founded">Communist International founded in Moscow</a>' in shown
    source = views.view(edition, root, "periods/1921-1949.md", "key-dates.md", from_source=True, **values)
    assert 'href="../timeline.md#comintern-founded">' in source, "for Zensical, as in Markdown"


@pytest.mark.parametrize("kind", ["people", "organisations", "sources", "places"])
def test_every_record_is_mentioned_somewhere(edition, kind):
    assert kind in KINDS
    assert [record for record in getattr(edition.records, kind) if not edition.mentions(kind, record)] == []
