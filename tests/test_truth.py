"""Every statement can be followed: evidence, certainty, sources and their reading, corrections, languages."""

import json
import re
from urllib.parse import unquote

import pytest
from lxml import html

from chronicle.checks import changes, evidence, sources
from chronicle.checks.published import Published
from chronicle.edition import chinese, concordance
from chronicle.edition.citations import references
from chronicle.edition.csl import csl
from chronicle.edition.english import quoted
from chronicle.edition.printed import sentence
from chronicle.records.editions import Colophon
from chronicle.records.essay import Passages, passage
from chronicle.records.events import Claim, Note
from chronicle.records.load import KINDS, Records, read_kind
from chronicle.records.manuscript import Manuscript
from chronicle.records.sitemap import Address
from chronicle.records.sources import Source
from chronicle.views.evidence import numbered, words
from chronicle.views.shown import prose

COLOPHON = {
    "id": "own", "title": "Own", "subtitle": "For a test", "issued": "2020", "makers": "Us", "language": "en",
    "keywords": ["one"], "licence": {"id": "X", "name": "X", "url": "https://example.org/x"},
    "original": {
        "author": {"family": "A"}, "byline": "A", "title": "T", "publisher": "P", "language": "en",
        "url": "https://example.org/essay",
    },
}  # fmt: skip
NOTE = {
    "id": "a-note", "passage": "intro#p1", "title": "A note", "essay": "It says so.",
    "record": "The record says one thing, and another.", "certainty": "high", "sources": ["one", "two"],
}  # fmt: skip
EVENT = {
    "id": "an-event", "date": "1955", "title": "An event", "summary": "It took place.", "significance": "It mattered.",
    "period": "first", "lane": "here", "themes": ["theme"], "sources": ["one"],
}  # fmt: skip
SOURCE = {"id": "one", "type": "book", "standing": "scholarly", "title": "One", "language": "en", "access": "whole"}
CLAIM = {"id": "a-claim", "claim": "It is so.", "at": "intro#p1", "words": ["it is so"]}


def records(**kinds: list) -> Records:
    """Records of these kinds alone, and an edition in English."""
    found = {kind: {} for kind in KINDS} | {"edition": {"own": Colophon.model_validate(COLOPHON)}}
    for kind, rows in kinds.items():
        found[kind] = {row["id"]: KINDS[kind].model_validate(row) for row in rows}
    return Records(**found)


def essay(*paragraphs: str) -> Passages:
    found = Passages()
    for number, text in enumerate(paragraphs, start=1):
        item = passage("intro", "intro.md", f"{text}\n{{ #p{number} }}")
        found[item.ref] = item
    return found


def told(check: object, *given: object) -> list[str]:
    return [str(problem) for problem in check(*given)]


def with_evidence(**item: str) -> dict:
    return NOTE | {"evidence": [{"claim": "So it is.", "source": "one"} | item]}


# One broken record, one message
NOTES, SOURCES, CLAIMS = "docs/data/notes.yml: a-note", "docs/data/sources.yml: one", "docs/data/claims.yml"
BROKEN = {
    "a quotation without its language": (
        evidence.quotations_are_understood,
        {"notes": [with_evidence(quote="自力更生")]},
        f"{NOTES}: evidence 1 language: is missing; give the code, like zh",
    ),
    "a quotation that readers cannot understand": (
        evidence.quotations_are_understood,
        {"notes": [with_evidence(quote="自力更生", language="zh")]},
        f"{NOTES}: evidence 1 translation: is missing; say what the quotation means",
    ),
    "a number without a place": (
        evidence.numbers_have_a_place,
        {"notes": [with_evidence(after="one thought")]},
        f"{NOTES}: evidence 1 after: 'one thought' stands 0 times in the record; name words that stand there once",
    ),
    "words quoted from a source that is known by its entry in a catalogue": (
        evidence.quotations_were_seen,
        {"notes": [with_evidence(quote="So it was.", language="en")], "sources": [SOURCE | {"access": "record"}]},
        f"{NOTES}: evidence 1 quote: 'one' has access: record; say there how its words were seen",
    ),
    **{
        f"an address of {host}": (
            sources.addresses_are_not_of_copies,
            {"sources": [SOURCE | {"URL": f"https://{host}/en/document/1"}]},
            f"{SOURCES}: URL: yumpu.com holds copies that others put up; "
            "give the publisher's or an archive's address, or none",
        )
        for host in ("yumpu.com", "www.yumpu.com")
    },
    "an author's name in characters alone": (
        sources.names_are_in_latin_letters,
        {"sources": [SOURCE | {"author": [{"literal": "王志明"}]}]},
        f"{SOURCES}: author: holds Chinese characters; write the name in pinyin, and the characters in hanzi",
    ),
    "a number before that of an earlier piece": (
        evidence.numbers_have_a_place,
        {
            "notes": [
                NOTE
                | {
                    "record": "One, then two.",
                    "evidence": [{"claim": "Yes.", "source": "one", "after": word} for word in ("two", "One")],
                }
            ]
        },
        f"{NOTES}: evidence 2 after: 'One' stands before the words of an earlier one; keep the order of the text",
    ),
    "a doubt without what would settle it": (
        evidence.doubts_can_be_settled,
        {"notes": [NOTE | {"certainty": "medium"}]},
        f"{NOTES}: open: is missing, though certainty is medium; say what is open and what would settle it",
    ),
    "a dispute with one side": (
        evidence.disputes_have_two_sides,
        {"notes": [NOTE | {"disputed": "Some say no.", "sources": ["one"]}]},
        f"{NOTES}: disputed: names a dispute, but the note has one source; add one for the other side",
    ),
    "a source of which nobody says how it was read": (
        sources.sources_say_how_they_were_seen,
        {"sources": [{key: value for key, value in SOURCE.items() if key != "access"}]},
        f"{SOURCES}: access: is missing; say how the source was seen",
    ),
    "a Chinese publisher without a gloss": (
        sources.chinese_names_have_a_gloss,
        {"sources": [SOURCE | {"publisher": "人民出版社"}]},
        f"{SOURCES}: publisher-gloss: is missing; give the name in pinyin or in English",
    ),
    "a gloss inside the name of a journal": (
        sources.chinese_names_have_a_gloss,
        {"sources": [SOURCE | {"container-title": "百年潮 (Bainian chao)", "container-gloss": "Bainian chao"}]},
        f"{SOURCES}: container-title: holds a gloss; put it into container-title-gloss",
    ),
    "a claim that its paragraph has lost": (
        evidence.claims_stand_in_their_paragraphs,
        {"claims": [CLAIM | {"words": ["it was so"]}]},
        f"{CLAIMS}: a-claim: words: 'it was so' is not in intro#p1; the paragraph must keep the claim",
    ),
    "claims out of order": (
        evidence.claims_follow_the_essay,
        {"claims": [CLAIM | {"at": "intro#p2"}, CLAIM | {"id": "earlier"}]},
        f"{CLAIMS}: earlier: at: 'intro#p1' comes before intro#p2; keep the order",
    ),
    "a paragraph without a claim": (
        evidence.claims_follow_the_essay,
        {"claims": [CLAIM]},
        f"{CLAIMS}: no claim stands at intro#p2; add what the paragraph claims",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_record_gives_one_message(case):
    check, kinds, expected = BROKEN[case]
    passages = essay("Sure, [it is so](people.md#x).[^one]", "It ends.")
    assert told(check, records(**kinds), passages) == [expected]
    assert told(check, records(), passages) == []


FINE = {
    **{
        f"words quoted from a source with access: {access}": (
            evidence.quotations_were_seen,
            {"notes": [with_evidence(quote="So it was.", language="en")], "sources": [SOURCE | {"access": access}]},
        )
        for access in ("whole", "part", "abstract", "quoted")
    },
    "a page of a book that nobody saw, without its words": (
        evidence.quotations_were_seen,
        {"notes": [with_evidence(locator="p. 1")], "sources": [SOURCE | {"access": "record"}]},
    ),
    "an archive's address with the name of such a host in it": (
        sources.addresses_are_not_of_copies,
        {"sources": [SOURCE | {"URL": "https://archive.example/docslib.org/1"}]},
    ),
    "a name with its characters beside it": (
        sources.names_are_in_latin_letters,
        {"sources": [SOURCE | {"author": [{"family": "Wang", "given": "Zhiming", "hanzi": "王志明"}]}]},
    ),
}


@pytest.mark.parametrize("case", FINE)
def test_what_is_right_gives_no_message(case):
    check, kinds = FINE[case]
    assert told(check, records(**kinds), essay()) == []


def test_two_events_with_one_short_name_are_both_told():
    found = records(events=[EVENT | {"short": "Bandung"}, EVENT | {"id": "other", "short": "Bandung"}])
    mend = "short: 'Bandung' is the short name of another event, too; give each its own"
    assert told(evidence.short_names_are_one, found, essay()) == [
        f"docs/data/events.yml: {name}: {mend}" for name in ("an-event", "other")
    ]


def test_a_correction_of_something_that_is_nowhere_is_refused(tmp_path):
    row = {"id": "one", "date": "2026-11-25", "was": "It was.", "is": "It is."}
    published = Published(
        {"/notes/#here": Address("notes.md#here", "Here")}, frozenset({"/old/#it"}), {"/old/#it": "/notes/#here"}
    )

    def given(address: str) -> list[str]:
        found = records(changes=[row | {"address": address}])
        return told(changes.problems, Manuscript(tmp_path, {}, found, essay()), published)

    assert given("/notes/#here") == given("/old/#it") == []
    place = "docs/data/changes.yml: one: address"
    assert given("/notes/#her") == [f"{place}: '/notes/#her' does not exist; did you mean '/notes/#here'?"]


@pytest.mark.parametrize("words", ["one", "one two three four five"])
def test_a_fragment_of_the_original_has_two_to_four_words(tmp_path, words):
    (tmp_path / "claims.yml").write_text(
        f"- id: a-claim\n  claim: It is.\n  at: intro#p1\n  words: [it]\n  fragment: {words}\n", encoding="utf-8"
    )
    _, problems = read_kind(tmp_path / "claims.yml", "claims.yml", Claim)
    assert [str(problem) for problem in problems] == [
        f"claims.yml: a-claim: fragment: '{words}' is not two to four words of the original"
    ]


# Verdicts and the original
@pytest.mark.parametrize(
    ("verdicts", "nature", "expected"),
    [
        ([], "fact", "borne out"),
        ([], "question", "not checkable"),
        (["shortened"], "fact", "shortened"),
        (["shortened", "not checkable"], "fact", "not checkable"),
        (["not checkable", "differs"], "judgement", "differs"),
    ],
)
def test_the_verdict_on_a_claim_follows_from_its_notes(verdicts, nature, expected):
    notes = {str(number): Note.model_validate(NOTE | {"verdict": one}) for number, one in enumerate(verdicts)}
    edition = type("Edition", (), {"records": type("Records", (), {"notes": notes})})
    claim = Claim.model_validate(CLAIM | {"notes": list(notes), "nature": nature})
    assert concordance.verdict(edition, claim) == expected


def test_the_original_opens_at_the_words_whatever_signs_they_hold():
    edition = type("Edition", (), {"colophon": Colophon.model_validate(COLOPHON)})
    claim = Claim.model_validate(CLAIM | {"fragment": "long-time, Asian & African"})
    assert concordance.original(edition, claim) == (
        "https://example.org/essay#:~:text=long%2Dtime%2C%20Asian%20%26%20African"
    )


# Numbers and quotations
def test_numbers_stand_behind_the_words_and_their_stop_and_lead_to_the_evidence():
    items = Note.model_validate(
        NOTE
        | {
            "evidence": [
                {"claim": "First.", "source": "one", "after": "one thing"},
                {"claim": "Not in the text.", "source": "one"},
                {"claim": "Third.", "source": "one", "after": "another"},
            ]
        }
    ).evidence
    text = str(numbered("It says <one thing>, and another.", items, "evidence-x"))
    assert re.sub(r"<sup.*?>(\d)</a></sup>", r"{\1}", text) == "It says &lt;one thing{1}&gt;, and another.{3}"
    assert re.findall(r'href="(#[^"]*)" aria-label="([^"]*)"', text) == [
        ("#evidence-x-1", "Evidence 1"),
        ("#evidence-x-3", "Evidence 3"),
    ]


def test_the_words_of_a_source_are_marked_as_their_language_in_one_piece():
    def said(quote: str, language: str) -> str:
        return str(words(Note.model_validate(with_evidence(quote=quote, language=language)).evidence[0]))

    assert said("“走出去”，1996年", "zh") == '<span lang="zh-Hans">‘走出去’，1996年</span>'
    assert said("亞澳工會", "zh") == '<span lang="zh-Hant">亞澳工會</span>'
    assert said("l’aspect", "fr") == '<span lang="fr">l’aspect</span>'
    assert said("a “so-called” one", "en") == "a ‘so-called’ one"


# Chinese
@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("(入世, rùshì)", '(<span lang="zh-Hans">入世</span>, <span lang="zh-Latn-pinyin">rùshì</span>)'),
        ("à Paris été", "à Paris été"),
        ("of Máo Zédōng, été", 'of <span lang="zh-Latn-pinyin">Máo Zédōng</span>, été'),
        ("打倒美帝！打倒苏修！", '<span lang="zh-Hans">打倒美帝！打倒苏修！</span>'),
        ("“影响力？” In", '“<span lang="zh-Hans">影响力？</span>” In'),
        ("1949：苏联因素 and", '<span lang="zh-Hans">1949：苏联因素</span> and'),
        ("从18个到171个——回眸", '<span lang="zh-Hans">从18个到171个——回眸</span>'),
        ("2015年度", '<span lang="zh-Hans">2015年度</span>'),
        ("超80%国家", '<span lang="zh-Hans">超80%国家</span>'),
        ("大事记（1921年7月—2021年6月）", '<span lang="zh-Hans">大事记（1921年7月—2021年6月）</span>'),
        ("In 1949, 北平 and 亞澳", 'In 1949, <span lang="zh-Hans">北平</span> and <span lang="zh-Hant">亞澳</span>'),
        ("朱镕基, 朱鎔基", '<span lang="zh-Hans">朱镕基</span>, <span lang="zh-Hant">朱鎔基</span>'),
    ],
)
def test_chinese_and_pinyin_are_marked_as_what_they_are(text, marked):
    assert str(prose(text)) == marked


def test_pinyin_without_tones_is_told_from_english():
    assert all(map(chinese.is_pinyin, ["Suqu yanjiu", "Bainian chao", "Dang de wenxian", "Zhonggong dangshi yanjiu"]))
    assert not any(map(chinese.is_pinyin, ["People’s Daily", "Xinhuanet", "China Quarterly", "Zhonghua Book Company"]))


# References
def printed(**fields: object) -> str:
    source = Source.model_validate(SOURCE | fields)
    return references({"one": source})["one"].plain


BAI, LIU = {"family": "Bai", "given": "Bing", "hanzi": "白冰"}, {"family": "Liu", "given": "Qian", "hanzi": "刘倩"}


def test_authors_have_their_characters_and_keep_their_order():
    text = printed(author=[BAI, LIU, {"family": "Smith", "given": "Ann"}], issued="2021")
    assert text.startswith("Bai, Bing 白冰, Liu Qian 刘倩, and Ann Smith. 2021. ")
    assert printed(editor=[BAI, LIU], issued="2021") == "Bai, Bing 白冰, and Liu Qian 刘倩, eds. 2021. One."


def test_glosses_stand_in_brackets_and_only_in_our_references():
    fields = {"type": "article-magazine", "container-title": "百年潮", "container-gloss": "Bainian chao", "issue": "2"}
    assert printed(author=[BAI], issued="2000", **fields).endswith(". 2000. “One.” 百年潮 [Bainian chao], no. 2.")
    full = references({"one": Source.model_validate(SOURCE | fields)})["one"].full
    assert '<span lang="zh-Latn-pinyin">Bainian chao</span>' in full
    item = csl(Source.model_validate(SOURCE | fields | {"author": [BAI]}))
    assert item["container-title"] == "百年潮"
    assert item["author"] == [{"family": "Bai", "given": "Bing", "static-ordering": True}]
    assert not any(mark in json.dumps(item, ensure_ascii=False) for mark in ("白冰", "Bainian", "access"))


def test_a_body_that_answers_for_a_source_is_known_by_its_gloss():
    fields = {"container-title": "环球网", "container-gloss": "Huanqiu", "type": "article-newspaper", "issued": "2014"}
    found = references({"one": Source.model_validate(SOURCE | fields)})["one"]
    assert found.short == "Huanqiu 2014"
    assert found.plain == "Huanqiu 环球网. 2014. “One.” 环球网 [Huanqiu]."


@pytest.mark.parametrize(
    ("title", "ending"),
    [
        ("真的吗？", "“真的吗？” Time."),
        ("Who Pays?", "“Who Pays?” Time."),
        ("Who Pays", "“Who Pays.” Time."),
        ("The “open door” of 1900", "“The ‘Open Door’ of 1900.” Time."),
        ("“走出去”战略", "“‘走出去’战略.” Time."),
    ],
)
def test_titles_have_one_stop_and_single_quotes_inside_double_ones(title, ending):
    language = "zh" if chinese.is_chinese(title) else "en"
    fields = {"type": "article-magazine", "container-title": "Time", "title": title, "language": language}
    assert printed(author=[{"family": "Smith"}], issued="1958", **fields) == f"Smith. 1958. {ending}"


def test_a_date_that_is_about_stays_about():
    assert printed(author=[{"family": "Sun", "given": "Wei"}], issued="2020~").startswith("Sun, Wei. c. 2020. ")


def test_quotes_and_sentences():
    assert quoted("“a “b “c” d” e”") == "“a ‘b “c” d’ e”"
    assert [sentence(text) for text in ("One", "One.", "One?", "一？", "“One.”")] == [
        "One.", "One.", "One?", "一？", "“One.”",
    ]  # fmt: skip


def test_no_reference_of_the_edition_has_any_of_these_faults(edition):
    for key, reference in edition.references.items():
        source, text = edition.records.sources[key], reference.plain.partition("http")[0]
        assert not re.search(r"[?？！!]”?\.|(?<!\.)\.\.(?!\.)|\s[.,](?!\.)|In \.", text), text
        assert not re.search(r"“[^”]*“", text), text
        assert "Edited by" not in text or source.author, text
        for name in (*source.author, *source.editor):
            if name.hanzi and name.family:
                assert f"{name.given} {name.family}" not in text, text
                assert name.hanzi in text, text
        for number in (source.volume, source.issue):
            assert not (number and source.container_title) or re.search(rf"\b{number}\b", reference.plain), text
        for gloss in (source.container_gloss, source.publisher_gloss):
            assert not gloss or gloss in text, text


# The built site
@pytest.fixture(scope="module")
def tree(site):
    pages = {}

    def parse(name: str) -> html.HtmlElement:
        if name not in pages:
            pages[name] = html.document_fromstring((site / name / "index.html").read_bytes())
        return pages[name]

    return parse


def shown(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_note_says_why_it_is_sure_who_disagrees_and_what_bears_it_out(tree, edition):
    page = tree("notes")
    for note in edition.notes:
        section = page.get_element_by_id(note.id).getparent()
        text = shown(section)
        for part in (note.because, note.disputed, *(item.question for item in note.open)):
            assert not part or part in text, note.id
        items = section.xpath(".//ol[contains(@class, 'evidence')]/li")
        assert len(items) == len(note.evidence), note.id
        for item, row in zip(items, note.evidence, strict=True):
            assert row.claim in shown(item), note.id
            assert (row.locator or "no page given") in shown(item), note.id
            assert edition.records.sources[row.source].tag in shown(item), note.id
        numbers = section.xpath(".//sup/a/@href")
        assert numbers == [f"#{items[place].get('id')}" for place, row in enumerate(note.evidence) if row.after], (
            note.id
        )


def test_a_note_beside_the_essay_stays_short(tree, edition):
    for page in edition.paths.values():
        for note in tree(page.removesuffix(".md")).xpath("//details[@class='note'][summary/span]"):
            assert not note.xpath(".//ol"), shown(note)


@pytest.mark.parametrize("page", ["figures", "sources", "literature", "people", "organisations", "glossary", "map"])
def test_each_record_shows_what_it_has_besides(tree, edition, page):
    kind = {"literature": "sources", "map": "places"}.get(page, page)
    ids = set(tree(page).xpath("//@id"))
    for record in getattr(edition.records, kind).values():
        if record.id not in ids:
            continue
        section = tree(page).get_element_by_id(record.id).getparent()
        text = shown(section)
        if kind == "sources":
            assert record.seen in text, record.id
        for name in getattr(record, "also", ()):
            assert name in text, record.id
        for address in getattr(record, "elsewhere", None).links.values() if hasattr(record, "elsewhere") else ():
            assert address in section.xpath(".//a/@href"), record.id
        for item in getattr(record, "evidence", ()):
            assert item.claim in text, record.id


def test_wherever_a_source_is_cited_with_its_standing_it_is_told_how_it_was_read(tree, edition):
    known = {source.tag for source in edition.records.sources.values()}
    for name in ("events/nixon-visit", "notes", "figures"):
        tags = [
            shown(tag) for tag in tree(name).xpath("//dd//*[@class='tag'] | //li//*[@class='evidence__place']/span")
        ]
        assert tags
        assert set(tags) <= known, name


def test_the_concordance_has_every_claim_in_order_with_its_verdict_and_its_place_in_the_original(tree, edition):
    rows = tree("claims").xpath("//li[contains(@class, 'claim ')]")
    assert [row.get("id") for row in rows] == list(edition.records.claims)
    for row, claim in zip(rows, edition.records.claims.values(), strict=True):
        assert claim.claim in shown(row)
        assert concordance.verdict(edition, claim) in shown(row)
        links = row.xpath(".//a/@href")
        assert [link.rpartition("#")[2] for link in links if "notes/#" in link] == list(claim.notes)
        assert links[0].endswith(f"#{claim.at.partition('#')[2]}")
        (original,) = [link for link in links if ":~:text=" in link]
        assert unquote(original.partition("text=")[2]) == claim.fragment
        assert not set(original.partition("text=")[2]) & set(" -,&")
    counts = [int(number.text) for number in tree("claims").xpath("//*[@class='verdicts__count']")]
    assert sum(counts) == len(rows)


def test_corrections_are_listed_newest_first_and_stand_at_their_records(tree, edition):
    page = tree("changes")
    rows = page.xpath("//section[contains(@class, 'change-entry')]")
    assert {row.get("id") for row in rows} == set(edition.records.changes)
    days = page.xpath("//article//h2/@id[starts-with(., 'on-')]")
    assert days == sorted(days, reverse=True)
    for row in rows:
        change = edition.records.changes[row.get("id")]
        assert change.now.rstrip(".") in shown(row)
        (link,) = row.xpath("./h3/a/@href")
        place, _, anchor = link.removeprefix("../").partition("#")
        if place != "timeline/":  # the pages of events show their own
            section = tree(place.strip("/")).get_element_by_id(anchor).getparent()
            assert f"changes/#{change.id}" in " ".join(section.xpath(".//p[@class='corrected']//a/@href"))


def test_what_could_not_be_established_is_listed_with_what_would_settle_it(tree, edition):
    text = shown(tree("open-questions"))
    for record in (*edition.notes, *edition.events, *edition.records.figures.values()):
        for item in record.open:
            assert item.question in text
            assert item.settle in text
    assert all(event.date_note in text for event in edition.events if event.date_note)


def test_names_in_the_exports_lead_to_authority_files(site, edition):
    data = json.loads((site / "data/events.jsonld").read_text(encoding="utf-8"))
    nodes = [item["item"] for item in data["mainEntity"]["itemListElement"]]
    known = {
        address
        for kind in ("people", "organisations", "places")
        for record in getattr(edition.records, kind).values()
        if edition.mentions(kind, record.id).events
        for address in record.elsewhere.links.values()
    }
    named = [name for node in nodes for name in (*node["about"], *([node["location"]] if "location" in node else []))]
    assert {same["@id"] for name in named for same in name.get("sameAs", ())} == known
    assert known
