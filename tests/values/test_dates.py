"""Dates as news prose writes them; the days they mean, told as EDTF."""

import datetime

import pytest

from research.values import Unreadable, civil, day_number, from_edtf, read_date

PUBLISHED = "2024-04-17"  # a Wednesday

READ = [
    # calendar dates
    ("17 April 2024", "2024-04-17"),
    ("April 17, 2024", "2024-04-17"),
    ("the 17th of April, 2024", "2024-04-17"),
    ("Wednesday, 17 April 2024", "2024-04-17"),
    ("Sept. 5, 2023", "2023-09-05"),
    ("2024-04-17", "2024-04-17"),
    ("17/04/2024", "2024-04-17"),
    ("17.04.2024", "2024-04-17"),
    ("2024-04", "2024-04"),
    ("April 2024", "2024-04"),
    ("2025", "2025"),
    ("the 1980s", "198X"),
    ("the 21st century", "20XX"),
    ("499 BC", "-0498"),
    ("autumn of 2020", "2020-23"),
    ("the first quarter of 2009", "2009-33"),
    ("H1 2008", "2008-40"),
    ("second half of 2008", "2008-41"),
    ("Christmas 1963", "1963-12-25"),
    # ranges
    ("19–20 September 2023", "2023-09-19/2023-09-20"),
    ("September 19-20, 2023", "2023-09-19/2023-09-20"),
    ("between May and July 1969", "1969-05/1969-07"),
    ("from 1988 to 1994", "1988/1994"),
    ("from November 2019 to March 2020", "2019-11/2020-03"),
    ("2023-24", "2023/2024"),
    ("1967–70", "1967/1970"),
    ("2011–12", "2011/2012"),
    # parts
    ("early 2024", "[2024-01..2024-04]"),
    ("mid-April", "[2024-04-11..2024-04-20]"),
    ("the end of 2023", "[2023-09..2023-12]"),
    ("late 1980s", "[1986..1989]"),
    # bounds
    ("by 2025", "[..2025]"),
    ("before 2025", "[..2024]"),
    ("until 2025", "../2025"),
    ("since 2023", "[2023..]"),
    ("after November 2020", "[2020-12..]"),
    ("no earlier than May 2024", "[2024-05..]"),
    ("no later than 12 November 2023", "[..2023-11-12]"),
    ("from 1968 onwards", "[1968..]"),
    ("circa 1850", "1850~"),
    # against the published date
    ("on Wednesday", "2024-04-17"),
    ("Monday morning", "2024-04-15"),
    ("yesterday", "2024-04-16"),
    ("last September", "2023-09"),
    ("last week", "[2024-04-08..2024-04-14]"),
    ("this year", "2024"),
    ("next May", "2024-05"),
    ("October of next year", "2025-10"),
    ("the first quarter of last year", "2023-33"),
    ("the end of this year", "[2024-09..2024-12]"),
    ("two weeks ago", "[2024-03-31..2024-04-06]"),
    ("in November", "2023-11"),
    ("'82", "1982"),
    # against another date
    ("nearly four years after November 2020", "[2023-11..2024-11]"),
    ("44 days after 27 September 2020", "2020-11-10"),
    ("the day after 9 November 2020", "2020-11-10"),
    ("three days before 5 March 2020", "2020-03-02"),
    ("more than two years after March 2020", "[2022-03..]"),
    # times of day
    ("16:15 UTC, June 1st 2009", "2009-06-01T16:15:00Z"),
    ("3:00 a.m. on 5 May 2020", "2020-05-05T03:00:00"),
]

REFUSED = [
    ("05/04/2024", "ambiguous"),
    ("2011-12", "ambiguous"),
    ("7/8/07", "ambiguous"),
    ("2024 and 2025", "ambiguous"),
    ("Thursday, 17 April 2024", "ambiguous"),
    ("31 February 2024", "impossible"),
    ("29 February 2023", "impossible"),
    ("2024-02-31", "impossible"),
    ("from 2025 to 2024", "impossible"),
    ("", "nothing"),
    ("soon", "nothing"),
    ("may", "nothing"),
    ("two weeks after the ceasefire was brokered", "lacks"),
    ("two weeks later", "lacks"),
    ("the following year", "lacks"),
    ("3:00 a.m.", "lacks"),
]


@pytest.mark.parametrize(("said", "edtf"), READ)
def test_dates_are_read(said, edtf):
    assert read_date(said, published=PUBLISHED).edtf == edtf


@pytest.mark.parametrize(("said", "problem"), REFUSED)
def test_what_cannot_be_read_says_why(said, problem):
    with pytest.raises(Unreadable) as refused:
        read_date(said, published=PUBLISHED)

    assert refused.value.problem == problem
    assert refused.value.reason.endswith((".", "?"))


@pytest.mark.parametrize("said", ["on Wednesday", "yesterday", "last week", "in April", "two weeks ago", "'82"])
def test_a_relative_date_without_a_published_one_says_what_it_lacks(said):
    with pytest.raises(Unreadable) as refused:
        read_date(said)

    assert refused.value.problem == "lacks"


@pytest.mark.parametrize(
    ("published", "said", "edtf"),
    [("2024", "last year", "2023"), ("2024-04", "last month", "2024-03"), ("2024", "in April", "2024-04")],
)
def test_a_vague_published_date_carries_what_it_can(published, said, edtf):
    assert read_date(said, published=published).edtf == edtf


@pytest.mark.parametrize(
    ("published", "said"), [("2024", "on Wednesday"), ("2024-04", "yesterday"), ("2024", "last month")]
)
def test_a_vague_published_date_does_not_carry_a_day(published, said):
    with pytest.raises(Unreadable) as refused:
        read_date(said, published=published)

    assert refused.value.problem == "lacks"


@pytest.mark.parametrize("anchor", ["2020-11-09", datetime.date(2020, 11, 9), datetime.datetime(2020, 11, 9, 12)])
def test_an_event_takes_its_date_from_the_anchor(anchor):
    value = read_date("nearly four years after the ceasefire was brokered", anchor=anchor)

    assert (civil(value.earliest), civil(value.latest)) == ((2023, 11, 9), (2024, 11, 9))


def test_the_worked_example_holds_the_day_of_the_withdrawal():
    value = read_date("nearly four years after November 2020")

    assert value.earliest <= day_number(2024, 4, 17) <= value.latest < day_number(2025, 1, 1)


def test_a_reading_explains_itself():
    why = read_date("nearly four years after November 2020").explanation

    assert why == (
        "“nearly four years after November 2020” is read as 1 Nov 2023 to 30 Nov 2024. "
        "Read as 3 to 4 years after 2020-11-01 to 2020-11-30."
    )


def test_the_words_stay_as_they_were_said():
    assert read_date("In 2025").says == "2025"


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024", (2024, 1, 1), (2024, 12, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2024-04-17", (2024, 4, 17), (2024, 4, 17)),
        ("198X", (1980, 1, 1), (1989, 12, 31)),
        ("2024-04-XX", (2024, 4, 1), (2024, 4, 30)),
        ("2024-XX", (2024, 1, 1), (2024, 12, 31)),
        ("2024-21", (2024, 3, 1), (2024, 6, 30)),
        ("2024-24", (2023, 12, 1), (2025, 3, 31)),
        ("2023/2024-04", (2023, 1, 1), (2024, 4, 30)),
        ("[2023-11..2024-11]", (2023, 11, 1), (2024, 11, 30)),
        ("{2020,2023}", (2020, 1, 1), (2023, 12, 31)),
        ("-0498", (-498, 1, 1), (-498, 12, 31)),
        ("1850~", (1850, 1, 1), (1850, 12, 31)),
    ],
)
def test_what_days_an_edtf_string_means(edtf, first, last):
    value = from_edtf(edtf)

    assert (civil(value.earliest), civil(value.latest)) == (first, last)


@pytest.mark.parametrize(
    "edtf", ["", "2024-02-31", "2024-13", "2025/2024", "Y9999999", "04/2024", "2024-4", "x" * 5000, "[2025..2024]"]
)
def test_no_edtf_is_refused(edtf):
    with pytest.raises(Unreadable):
        from_edtf(edtf)
