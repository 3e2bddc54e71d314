"""Flash cards: what Anki reads of the file, in its own format."""

import csv

import pytest
from small import ADDRESS, lay_out

from chronicle.edition import Edition, open_edition
from chronicle.exports.cards import cards_txt


def read(edition: Edition) -> tuple[dict[str, str], list[list[str]]]:
    """The head of the file, and its cards."""
    lines = cards_txt(edition, ADDRESS).splitlines()
    head = [line for line in lines if line.startswith("#")]
    cards = csv.reader(lines[len(head) :], delimiter="\t", quoting=csv.QUOTE_NONE)
    return dict(line[1:].split(":", 1) for line in head), list(cards)


@pytest.fixture(scope="module")
def canal(tmp_path_factory):
    return read(open_edition(lay_out(tmp_path_factory.mktemp("canal"))))


def test_a_card_says_who_it_was_when_and_where_to_read_on(canal):
    head, cards = canal
    assert (head["separator"], head["html"], head["deck"]) == ("tab", "true", "The Nethermere Canal")
    own = f"{ADDRESS}people/#hal-barge"
    assert cards[0] == [
        "nethermere-canal-people-hal-barge",
        "<b>Hal Barge</b>",
        f'1760–1830<br>Digger of the canal.<br><a href="{own}">{own}</a>',
        "people",
    ]
    assert [card[-1] for card in cards] == ["people", "people", "glossary"]


def test_chinese_says_that_it_is_and_no_card_breaks_its_line(edition):
    _, cards = read(edition)
    assert {len(card) for card in cards} == {4}
    assert len({card[0] for card in cards}) == len(cards) == len(edition.records.people) + len(edition.records.glossary)
    named = [person for person in edition.records.people.values() if person.hanzi]
    fronts = [card[1] for card in cards]
    assert all(f'<span lang="zh-Hans">{person.hanzi}</span>' in "".join(fronts) for person in named)
