"""Dates are kept at their precision, put into words, and refused when they are not real."""

import pytest

from chronicle.records.dates import parse


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1920", "1920"),
        ("1920-08", "August 1920"),
        ("1920-08-13", "13 August 1920"),
        ("1919-03-02/1919-03-06", "2–6 March 1919"),
        ("1920-07-19/1920-08-07", "19 July – 7 August 1920"),
        ("1929-07/1929-11", "July–November 1929"),
        ("1938-03/1939-11-12", "March 1938 – 12 November 1939"),
        ("1949-11/1949-12-01", "November – 1 December 1949"),
        ("1921/1949", "1921–1949"),
        ("1924~", "c. 1924"),
        ("1968?", "perhaps 1968"),
        ("192X", "1920s"),
        ("2013-09-07/..", "since 7 September 2013"),
    ],
)
def test_a_date_is_said_at_its_own_precision(edtf, words):
    assert parse(edtf).words() == words


@pytest.mark.parametrize(
    ("edtf", "values"),
    [
        ("1920-08", ["1920-08"]),
        ("1919-03-02/1919-03-06", ["1919-03-02", "1919-03-06"]),
        ("1924~", []),
        ("192X", []),
    ],
)
def test_only_html_dates_become_datetime_values(edtf, values):
    assert [html for _, html in parse(edtf).parts() if html] == values


def test_dates_sort_by_the_first_day_they_can_mean():
    texts = ["1921", "1920-08-13", "1920-08", "192X", "1919-05-04"]
    assert sorted(texts, key=lambda text: parse(text).earliest) == [
        "1919-05-04",
        "192X",
        "1920-08",
        "1920-08-13",
        "1921",
    ]


@pytest.mark.parametrize(
    ("edtf", "mend"),
    [
        ("1919-02-30", "not a day of the calendar"),
        ("1919-13", "not a day of the calendar"),
        ("1919-00", "not a day of the calendar"),
        ("1919-05-00", "not a day of the calendar"),
        ("spring 1920", "is not a date; write 1920"),
        ("1920-8-13", "is not a date; write 1920"),
        ("1920/1919", "ends on 1919, before it starts on 1920"),
        ("1920/", "is not a date"),
    ],
)
def test_a_date_that_is_none_is_refused_with_the_mend(edtf, mend):
    with pytest.raises(ValueError, match=mend):
        parse(edtf)
