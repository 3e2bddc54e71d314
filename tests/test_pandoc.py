"""References are those that pandoc makes of the same data with the same style, and it reads what we write."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html

from chronicle.edition import processor
from chronicle.edition.citable import offered
from chronicle.edition.citations import references
from chronicle.edition.csl import csl
from chronicle.edition.processor import in_other_styles, rendered
from chronicle.exports.sources import items, sources_bib
from chronicle.records.sources import Source

FIELDS = ["title", "container-title", "publisher", "publisher-place", "volume", "issue", "page", "DOI", "URL"]
STYLES = {"Chicago": processor.STYLE, **processor.OTHERS}


def chicago(title: str, **fields: object) -> str:
    """The reference of an article of 2000, without author and date."""
    item = {"id": "x", "type": "article-journal", "language": "en", "container-title": "The Quarterly"}
    item |= {"author": [{"literal": "Ann"}], "issued": {"date-parts": [[2000]]}, "title": title}
    return rendered({"x": item | fields})["x"].plain.removeprefix("Ann. 2000. ")


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("A railway handed over", "“A Railway Handed Over.” The Quarterly."),
        ("the first non-Arab guest in 30-year talks", "“The First Non-Arab Guest in 30-Year Talks.” The Quarterly."),
        ("Talks were about bread", "“Talks Were about Bread.” The Quarterly."),
        ("Calls to “go out”", "“Calls to ‘Go Out’.” The Quarterly."),
        ("“Shared future” for all", "“‘Shared Future’ for All.” The Quarterly."),
        ("The ‘bread’ of the miners’ wives", "“The ‘Bread’ of the Miners’ Wives.” The Quarterly."),
        ("Whose words are “poor”?", "“Whose Words Are ‘Poor’?” The Quarterly."),
        ("Signed, but not by the U.S.", "“Signed, but Not by the U.S.” The Quarterly."),
        ("Cost (current US$): talk of [fine] bread", "“Cost (Current US$): Talk of [Fine] Bread.” The Quarterly."),
        ("Bread & butter: “a b” <c>", "“Bread & Butter: ‘A B’ <C>.” The Quarterly."),
        ("Works of Mao Tse-tung", "“Works of Mao Tse-tung.” The Quarterly."),  # pandoc: Tse-Tung
    ],
)  # fmt: skip
def test_titles_in_quotation_marks(title, printed):
    assert chicago(title) == printed


def test_titles_without_quotation_marks():
    book = {"type": "book", "container-title": ""}
    assert chicago("‘Freedom’ and “Friendship”", **book) == "“Freedom” and “Friendship”."
    assert chicago("Why?", **book) == "Why?"


def test_a_title_in_another_language_keeps_its_capitals():
    assert chicago("Lettre à “un ami”", language="fr") == "“Lettre à ‘un ami’.” The Quarterly."


def test_a_label_has_its_capital():
    editor = {"editor": [{"family": "Rolland", "given": "Eve"}], "container-title": "All Food"}
    item = {"id": "x", "type": "chapter", "language": "en", "title": "Bread", "author": [{"literal": "Ann"}], **editor}
    assert in_other_styles(item)["APA"].plain == "Ann. (n.d.). Bread. In E. Rolland (Ed.), All Food."


def test_the_editor_of_an_encyclopaedia_is_named_once():
    shape = {"id": "x", "type": "entry-encyclopedia", "standing": "reference", "language": "en", "title": "Bread"}
    more = {"editor": [{"family": "Millar", "given": "James R."}], "container-title": "All Food", "issued": "2004"}
    assert references({"x": Source.model_validate(shape | more)})["x"].plain == (
        "Millar, James R., ed. 2004. “Bread.” In All Food."
    )


def test_volume_and_issue_of_a_report_stand_together():
    shape = {"id": "x", "type": "report", "standing": "other", "language": "en", "title": "Bread", "issued": "2004"}
    more = {"author": [{"literal": "Ann"}], "container-title": "Asia Paper", "volume": "7", "issue": "4"}
    assert references({"x": Source.model_validate(shape | more)})["x"].plain == (
        "Ann. 2004. Bread. Asia Paper. Vol. 7, no. 4."
    )


@pytest.fixture(scope="module")
def pandoc() -> str:
    return shutil.which("pandoc") or pytest.skip("no pandoc on this machine")


@pytest.fixture(scope="module")
def by_pandoc(tmp_path_factory, pandoc):
    """Renders items, each for itself: without the dash for an author who comes again and without letters."""
    folder = tmp_path_factory.mktemp("pandoc")

    def render(items: list[dict], style: str) -> dict[str, str]:
        path = Path(processor.__file__).with_name("styles") / f"{style}.csl"
        text = re.sub(r' (subsequent-author-substitute|disambiguate-[a-z-]+)="[^"]*"', "", path.read_text("utf-8"))
        (folder / "style.csl").write_text(text, "utf-8")
        (folder / "items.json").write_text(json.dumps(items), "utf-8")
        (folder / "list.md").write_text('---\nnocite: "@*"\nlang: en-US\n---\n')
        command = [pandoc, "list.md", "--citeproc", "--bibliography=items.json", "--csl=style.csl", "--to=html"]
        found = subprocess.run(command, cwd=folder, capture_output=True, check=True, encoding="utf-8").stdout
        entries = html.fromstring(found).xpath("//div[starts-with(@id, 'ref-')]")
        return {entry.get("id")[4:]: spaced(entry.text_content()) for entry in entries}

    return render


def spaced(text: str) -> str:
    """Without kinds of spaces and the number of a list."""
    return re.sub(r"^\[\d+\] ?", "", " ".join(text.split()))


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_ready_citations_are_those_of_pandoc(by_pandoc, edition, address, style):
    citable = offered(edition, address)
    if style == "Chicago":
        ours = {key: reference.plain for key, reference in rendered(citable).items()}
    else:
        ours = {key: in_other_styles(item)[style].plain for key, item in citable.items()}
    theirs = by_pandoc(list(citable.values()), STYLES[style])
    assert {key: (text, theirs[key]) for key, text in ours.items() if spaced(text) != theirs[key]} == {}


@pytest.mark.slow
def test_pandoc_reads_from_bibtex_what_was_written(tmp_path, edition, pandoc):
    """No body is cut into a first and a last name, and nothing is lost, though it may stand in another field."""
    (tmp_path / "sources.bib").write_text(sources_bib(edition, "https://example.org/"), "utf-8")
    command = [pandoc, "sources.bib", "--from=biblatex", "--to=csljson"]
    read = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, encoding="utf-8").stdout
    found = {item["id"]: item for item in json.loads(read)}
    assert set(found) == set(edition.records.sources)
    for item in items(edition):
        theirs = found[item["id"]]
        for role in ("author", "editor"):
            assert [named(name) for name in theirs.get(role, [])] == [named(name) for name in item.get(role, [])]
        text = words(json.dumps(theirs, ensure_ascii=False))
        for field in FIELDS:
            parts = re.split(" and |, ", item.get(field, ""))  # two bodies, or volume and number, may be parted
            assert all(words(part) in text for part in parts), (item["id"], field)


def named(name: dict[str, str]) -> str:
    """A name with its particle in its place; a body has one part."""
    particle = name.get("dropping-particle", "")
    return name.get("literal") or f"{particle} {name['family']}, {name.get('given', '')}".strip()


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub("<[^>]*>", "", text)))


def differs_by_intent(source: Source) -> bool:
    """What we print otherwise, or have no field of CSL for: see the page of the sources."""
    names = [*source.author, *source.editor]
    return (
        not names  # a body stands for the author
        or any(name.hanzi or (name.family or "A")[0].islower() for name in names)  # characters, van der
        or bool(source.container_gloss or source.publisher_gloss)
        or bool(source.volume or source.issue or source.DOI)  # volume and issue, the DOI as an address
        or (source.issued is not None and bool(source.issued.start.mark))  # about
        or bool(re.search(r"[A-Z][a-z]+-[a-z]", f"{source.title} {source.container_title}"))  # Tse-tung
        or bool(re.search(r"[？！]$", source.title))  # pandoc adds a full stop
    )


@pytest.mark.slow
def test_references_in_the_bibliography_are_those_of_pandoc(by_pandoc, edition):
    sources = {key: source for key, source in edition.records.sources.items() if not differs_by_intent(source)}
    assert len(sources) > 100
    theirs = by_pandoc([csl(source) for source in sources.values()], processor.STYLE)
    ours = {key: next(iter(references({key: source}).values())).plain for key, source in sources.items()}
    assert {key: (text, theirs[key]) for key, text in ours.items() if spaced(text) != theirs[key]} == {}
