"""Firefox shows what other browsers show."""

import pytest
from firefox import executable, started

pytestmark = pytest.mark.skipif(executable() is None, reason="no Firefox on this machine")


@pytest.fixture(scope="module")
def firefox():
    with started() as browser:
        yield browser


@pytest.mark.parametrize("step", [12, pytest.param(1, marks=pytest.mark.slow)])
def test_the_address_of_an_event_shows_its_heading_below_the_header(firefox, site, address, edition, step):
    """Firefox once estimated the height of events far away, and stopped beside them."""
    hidden = []
    for event in edition.events[::step]:
        firefox.open("about:blank")
        firefox.open(f"{address}timeline/#{event.id}")
        top, header = firefox.ask(f"""[document.getElementById("{event.id}"), document.querySelector(".md-header")]
          .map(one => one.getBoundingClientRect()).map((box, place) => place ? box.bottom : box.top)""")
        if not header <= top < 900:
            hidden.append((event.id, top))
    assert hidden == []
