"""What a page can hold: each thing once on one page, read in both palettes, on a phone, on paper, and by keyboard."""

import functools
import os
import re
import subprocess
import sys
import threading

import pytest
from audit import poor_contrast, violations
from conftest import PREFIX, ROOT, Handler, Server, build, rarely, start_theme
from lxml import html
from playwright.sync_api import expect
from printed import on_paper, squeezed
from small import lay_out
from test_access import cut_off, paint
from test_records import messages

from chronicle.records.pages import Page

HEAD = """---
title: Features
description: >-
  Everything that an editor can put on a page, each thing once, as the references of the theme and its extensions say.
---

# Features
"""
PAGE = (
    HEAD
    + """
A ==marked== word, one ^^added^^, one ~~taken out~~, H~2~O and the 20^th^ century; **strong**, *soft* and
in*side*words; ++ctrl+alt+del++; RLS for short; :material-compass-outline: and :globe_with_meridians:; `plain code`
and `#!python print("bright")`; a footnote.[^name]

[^name]: Its text.

    Its second paragraph, with a [link](people.md).

*[RLS]: Rosa-Luxemburg-Stiftung

[A button](people.md){ .md-button } [A filled button](people.md){ .md-button .md-button--primary }

> A quotation.

## Boxes { #boxes }

!!! note "A box"

    Text of the box, with a [link](people.md).

!!! warning

    A box without a title of its own.

    ```yaml
    - in: a box # and [no link](nowhere.md)
    ```

!!! danger ""

    A box without any title.

!!! tip inline end "A box beside"

    Text of the box beside.

Text that runs beside the box.

??? note "A box to open"

    Text of the box to open.

???+ question "An open box"

    Text of the open box.

/// note | A block
Text of the block.
///

/// admonition | A block of a kind
    type: example
    attrs: {id: block-of-a-kind}
Text of the block of a kind.
///

/// details | A block to open
    type: warning

Text of the block to open.

//// details | A block within
Text of the block within.
////
///

## Tabs { #tabs }

=== "First tab"

    Text of the first tab.

=== "Second tab"

    Text of the second tab:

    - in a list

=== "Third tab"

    Text of the third tab.

## Tables and lists { #tables }

| Year | Event | A heading that is rather long |
| ---: | :---- | ----------------------------- |
| 1955 | A conference of which there is more to say than one line of a telephone can hold | Internationalism |

/// table-caption | < #table-of-years
The caption of the table.
///

| One | Two | Three | Four | Five | Six | Seven |
| --- | --- | --- | --- | --- | --- | --- |
| internationalism | internationalism | internationalism | internationalism | internationalism | internationalism | |

1. A list
    - in a list

Comintern
:   What the term means.

/// define
Cominform

- What the other term means.
///

- [x] A task that is done
- [ ] A task to do

## Code { #code }

``` yaml title="people.yml" linenums="1" hl_lines="2"
- id: zhou-enlai # with a comment that is long enough to run out of the screen of a telephone, and on, and on
  name: "Zhou Enlai"
```

{% raw %}
````markdown
```
{{ count("events") }}, [no link](nowhere.md), <a href="nowhere.md">none</a>, ![](none.png), { #no-id }, [^no-note]
```
````
{% endraw %}

    Code by its indentation.

## Pictures { #pictures }

![The mark of the site](assets/images/favicon.svg){ width=80 loading=lazy }

![By day](assets/images/favicon.svg#only-light){ width=40 } ![By night](assets/images/favicon.svg#only-dark){ width=40 }

![A mark with a caption](assets/images/favicon.svg){ width=80 }

/// figure-caption
The caption of the picture.
///

<figure markdown="span">
  ![A mark in HTML](assets/images/favicon.svg){ width=80 }
  <figcaption>The caption in HTML.</figcaption>
</figure>
"""
)
BLOCK_TABS = """
/// tab | First block
Text of the first block.
///

/// tab | Second block
Text of the second block.
///
"""
THERE = {
    "marked, added, taken out, below, above": "//p[mark = 'marked'][ins = 'added'][del][sub = '2'][sup = 'th']",
    "strong, soft": "//p[strong = 'strong'][em = 'soft'][not(contains(., '*'))]",
    "keys": "//span[@class='keys'][count(kbd) = 3]",
    "an abbreviation": "//abbr[. = 'RLS'][@title = 'Rosa-Luxemburg-Stiftung']",
    "an icon, not read aloud": "//span[@class='twemoji'][@aria-hidden = 'true']/*[name() = 'svg']",
    "an emoji as a character": "//p[contains(., '\N{GLOBE WITH MERIDIANS}')]",
    "code in a line": "//p[code = 'plain code']/code[contains(@class, 'highlight')]/span",
    "a footnote": "//div[@class='footnote']//li[@id='fn:name'][count(p) = 2]//a[contains(@href, 'people')]",
    "buttons": "//p[a[@class='md-button']]/a[contains(@class, 'md-button--primary')]",
    "a box": "//div[@class='admonition note'][p[@class='admonition-title'] = 'A box']//a",
    "a box with the title of its kind": "//div[@class='admonition warning'][p = 'Warning']//pre",
    "a box without a title": "//div[@class='admonition danger'][count(p) = 1]",
    "a box beside": "//div[@class='admonition tip inline end']",
    "a box to open": "//details[@class='note'][not(@open)][summary = 'A box to open']",
    "an open box": "//details[@class='question'][@open]",
    "a block": "//div[@class='admonition note'][p = 'Text of the block.']",
    "a block of a kind": "//div[@class='admonition example'][@id='block-of-a-kind']",
    "a block to open": "//details[@class='warning'][summary = 'A block to open']/details[summary = 'A block within']",
    "tabs": "//div[count(input[@type='radio']) = 3]/div[@class='tabbed-labels'][label = 'Second tab']",
    "a table": "//figure/table//tr[count(td) = 3]",
    "a table's caption above it": "//figure[@id='table-of-years']/*[1][self::figcaption[contains(., 'Table 1.')]]",
    "a list in a list": "//ol/li/ul/li",
    "terms": "//dl[dt = 'Comintern'][dd = 'What the term means.']/../dl[dt = 'Cominform']/dd",
    "a task that is done": "//li[contains(., 'is done')]/input[@checked][@aria-label='done']",
    "a task to do": "//li[contains(., 'to do')]/input[not(@checked)][@aria-label='to do']",
    "code": "//div[contains(@class, 'language-yaml')][span = 'people.yml']//span[@class='hll']",
    "code with numbers": "//*[@data-linenos='2 ']",
    "code as it is written": "//pre[contains(., '{{ count(\"events\") }}, [no link](nowhere.md)')]",
    "code by its indentation": "//pre[contains(., 'Code by its indentation.')]",
    "a picture that comes when it is reached": "//img[@alt='The mark of the site'][@width='80'][@loading='lazy']",
    "a picture with a caption": "//figure[.//img[@alt='A mark with a caption']]/figcaption[contains(., 'Figure 1.')]",
    "a picture in HTML": "//figure[img]/figcaption[. = 'The caption in HTML.']",
}  # fmt: skip
FOLDED = ("Text of the box to open.", "Text of the block to open.", "Text of the block within.")
TABS = tuple(
    words for tab in ("first", "second", "third") for words in (f"{tab.capitalize()} tab", f"of the {tab} tab")
)
LINES = "all => all.map(one => getComputedStyle(one).borderBottomColor)"


def written(root, name: str, text: str) -> None:
    """Put a page into the docs and the menu of a copy."""
    (root / f"docs/{name}.md").write_text(text, encoding="utf-8")
    config = root / "mkdocs.yml"
    menu = re.sub(r"\nnav: *\n", rf"\g<0>  - {name}: {name}.md\n", config.read_text(encoding="utf-8"))
    config.write_text(menu, encoding="utf-8")


def zensical(root, site, address):
    """Build as ``build`` does, with the other generator."""
    for command in (["chronicle", "pages"], ["zensical", "build", "--strict"], ["chronicle", "finish", "site"]):
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=root,
            env={**os.environ, "SITE_URL": address},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            break
    return done


@pytest.fixture(scope="module", params=[build, *rarely(zensical)])
def features(request, tmp_path_factory):
    """A small edition with the page of features and one of block tabs: its folder, and where it is served."""
    root = lay_out(tmp_path_factory.mktemp("features"))
    written(root, "features", PAGE)
    written(root, "block-tabs", HEAD.replace("Features", "Block tabs") + BLOCK_TABS)
    server = Server(("127.0.0.1", 0), functools.partial(Handler, directory=str(root / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}{PREFIX}"
    done = request.param(root, root / "site", address)
    assert done.returncode == 0, done.stdout + done.stderr
    yield root / "site", address
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(chromium, features):
    """The page of features, which may ask no other host for anything and do nothing that its policy forbids."""
    context = chromium.new_context(base_url=features[1], viewport={"width": 1280, "height": 900})
    page, wrong = context.new_page(), []
    page.on("request", lambda asked: asked.url.startswith((features[1], "data:")) or wrong.append(asked.url))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    page.goto("features/")
    yield page
    context.close()
    assert wrong == []


def test_each_thing_is_on_the_page(features):
    tree = html.document_fromstring((features[0] / "features/index.html").read_bytes())
    (article,) = tree.xpath("//article")
    assert [name for name, path in THERE.items() if not article.xpath(path)] == []
    ids = tree.xpath("//@id")
    assert sorted(set(ids)) == sorted(ids)
    assert [found for found in article.xpath("//@src | //@href") if re.match(r"(https?:)?//", found)] == [
        *tree.xpath("//link[@rel='canonical']/@href")
    ]


def test_each_thing_can_be_read_in_both_palettes_wide_and_narrow(page):
    """Before the theme's script has started and after it, closed and open."""
    found = {}
    for state in ("at first", "started", "open"):
        if state == "started":
            start_theme(page)
        if state == "open":
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            found[f"axe {state} {width}"] = violations(page)
            found[f"cut off {state} {width}"] = cut_off(page)
            for palette in ("default", "slate"):
                paint(page, palette)
                found[f"colours {state} {width} {palette}"] = violations(page, colour=True) + poor_contrast(page)
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_each_picture_for_day_or_night_has_its_palette_and_paper_is_day(page):
    for palette, shown, hidden in (("default", "By day", "By night"), ("slate", "By night", "By day")):
        paint(page, palette)
        expect(page.get_by_alt_text(shown)).to_be_visible()
        expect(page.get_by_alt_text(hidden)).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.get_by_alt_text("By day")).to_be_visible()
    expect(page.get_by_alt_text("By night")).to_be_hidden()


def test_on_paper_all_that_is_folded_is_open_and_each_tab_stands_below_its_name(page):
    text = on_paper(page)
    assert [words for words in FOLDED if squeezed(words) not in text] == []
    places = [text.find(squeezed(words)) for words in TABS]
    assert -1 not in places
    assert places == sorted(places)
    assert squeezed("long enough to run out of the screen of a telephone, and on, and on") in text


def chosen(page):
    """The places of the tabs that are marked, and of those whose text is seen."""
    lines = page.locator(".tabbed-labels > label").evaluate_all(LINES)
    panels = page.locator(".tabbed-block").all()
    marked = [place for place, line in enumerate(lines) if line != "rgba(0, 0, 0, 0)"]
    return marked, [place for place, panel in enumerate(panels) if panel.is_visible()]


def test_the_tab_that_is_chosen_is_marked_before_the_theme_s_script_has_started_and_after(page):
    assert chosen(page) == ([0], [0])
    start_theme(page)
    page.locator(".tabbed-labels").get_by_text("Third tab").click()
    assert chosen(page) == ([2], [2])
    page.emulate_media(forced_colors="active")
    assert chosen(page) == ([2], [2])


@pytest.mark.parametrize("name", ["features", "block-tabs"])
def test_without_scripts_boxes_open_and_tabs_turn_by_keyboard_on_a_phone(chromium, features, name):
    context = chromium.new_context(
        base_url=features[1], java_script_enabled=False, viewport={"width": 320, "height": 900}
    )
    page = context.new_page()
    page.goto(f"{name}/")
    assert page.locator("html").evaluate("one => one.scrollWidth") <= 320
    folded = [page.get_by_text(words) for words in FOLDED if name == "features"]
    assert not any(text.is_visible() for text in folded)
    closed = page.locator("article details:not([open]) > summary:visible")
    while closed.count():
        closed.first.press("Enter")
    assert all(text.is_visible() for text in folded)
    page.get_by_role("radio").first.focus()
    for place in range(page.locator(".tabbed-block").count()):
        assert chosen(page) == ([place], [place])
        page.keyboard.press("ArrowRight")
    context.close()


def test_the_examples_of_the_guide_are_on_the_page():
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = re.search(r"^## What a page can hold\n(.*?)^## ", guide, re.S | re.M)[1]
    assert len(section.splitlines()) <= 25
    examples = re.findall(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", section)
    assert len(examples) > 20
    assert [example for _, example in examples if example.strip() not in PAGE + BLOCK_TABS] == []


# What checks see of it


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('!!! note "A box"\n\n    [x](nowhere.md)', "link: 'nowhere.md' is not a page"),
        ("- a\n  - b\n\n    [x](nowhere.md)", "link: 'nowhere.md' is not a page"),
        ("/// note | A block\n[x](nowhere.md)\n///", "link: 'nowhere.md' is not a page"),
        ("`code` and [x](nowhere.md)", "link: 'nowhere.md' is not a page"),
        ("=== \"A\"\n\n    a\n\n/// tab | B\nb\n///", "tabs: are written with === and with /// tab"),
        ("/// note | A\n    attrs: {id: twice}\na\n///\n\n## B { #twice }", "#twice: stands 2 times"),
    ],
)  # fmt: skip
def test_a_mistake_in_what_a_page_holds_is_found(copy, text, message):
    written(copy, "features", f"{HEAD}\n{text}\n")
    (found,) = messages(copy)
    assert found.startswith("docs/features.md: ")
    assert message in found


@pytest.mark.parametrize(
    "code",
    [
        "```\n[x](y.md)\n```",
        "````\n```\n[x](y.md)\n```\n````",
        "~~~ yaml\n[x](y.md)\n~~~",
        '!!! note\n\n    ```\n    [x](y.md)\n    ```',
        "> ```\n> [x](y.md)\n> ```",
        "`[x](y.md)`",
        "`` ` [x](y.md)``",
        "`two\nlines [x](y.md)`",
        "Words:\n\n    [x](y.md)",
        "- a list\n\n        [x](y.md)",
        "!!! note\n\n    Words.\n\n        [x](y.md)\n\n        [x](y.md)",
    ],
)  # fmt: skip
def test_what_stands_in_code_is_no_link(code):
    page = Page("page.md", None, f"Before.\n\n{code}\n\nAfter.\n")
    assert page.prose.split() and "x" not in page.prose
    assert len(page.prose) == len(page.text)
    assert "Before." in page.prose and "After." in page.prose


@pytest.mark.parametrize("text", ["## A { #one }", "/// caption | #one", "/// note | A\n    attrs: {id: one}"])
def test_an_id_is_known_however_it_is_written(text):
    assert Page("page.md", None, f"{text}\n").ids == ("one",)
