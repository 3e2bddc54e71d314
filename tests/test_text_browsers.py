"""lynx, w3m and whoever reads without a stylesheet: a number stands apart from the words behind it."""

import pytest
from lxml import html


@pytest.mark.parametrize(
    "path",
    [
        "//div[@class='passage']/p[a[@class='passage__number']]",
        "//p[@class='change__text']",
    ],
)
def test_a_number_and_its_paragraph_are_two_words(site, path):
    """They read “1The first of the three periods”."""
    pages = [html.parse(file) for folder in ("periods", "themes") for file in sorted((site / folder).rglob("*.html"))]
    found = [paragraph for page in pages for paragraph in page.xpath(path)]
    assert len(found) > 10
    for paragraph in found:
        number = paragraph.xpath("string(a)")
        assert paragraph.text_content().startswith(f"{number} "), paragraph.text_content()[:40]
