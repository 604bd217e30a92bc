"""A sentence against the passage it rests on."""

import pytest

from research.values import check

PASSAGE = (
    "On 17 April 2024 Russia began to withdraw its 1,960 peacekeepers from Karabakh, from which some 120,000 people "
    "had fled in September 2023 after an operation of 23 hours; 67 % of 52 witnesses confirmed it."
)

CASES = [
    ("The withdrawal began on 17 April 2024.", "supports"),
    ("The withdrawal began in 2024.", "supports"),
    ("The withdrawal began before 2025.", "supports"),
    ("The withdrawal began on 18 April 2024.", "conflicts"),
    ("The withdrawal began in 2025.", "conflicts"),
    ("Russia withdrew about 2,000 peacekeepers.", "supports"),
    ("Russia withdrew 1,690 peacekeepers.", "conflicts"),
    ("Russia withdrew more than 2,000 peacekeepers.", "conflicts"),
    ("More than 100,000 people fled.", "supports"),
    ("Fewer than 100,000 people fled.", "conflicts"),
    ("The operation took one day.", "supports"),
    ("The operation took two days.", "conflicts"),
    ("Of the witnesses 67 % confirmed it.", "supports"),
    ("Of the witnesses less than 67 % confirmed it.", "conflicts"),
    ("1,960 peacekeepers left in May 2024.", "conflicts"),
    ("Peacekeepers left the region.", "silent"),
    ("The operation cost $5 million.", "silent"),
]


@pytest.mark.parametrize(("sentence", "verdict"), CASES)
def test_verdicts(sentence, verdict):
    assert check(sentence, PASSAGE).verdict == verdict


def test_a_conflict_names_both_figures():
    assert check("Russia withdrew 1,690 peacekeepers.", PASSAGE).reason == (
        "“1,690 peacekeepers” does not agree with “1,960 peacekeepers” in the passage."
    )


@pytest.mark.parametrize(
    ("sentence", "passage", "verdict"),
    [
        ("They won 3–1.", "The team won 3–1 at home.", "supports"),
        ("They won 3–1.", "The team won 3–2 at home.", "conflicts"),
        ("It is the fourth largest city.", "It is the third largest city of the state.", "conflicts"),
        ("It ranks number 4 of all cities.", "It ranks fourth of all cities.", "supports"),
        ("It was sold on 24 August.", "It was sold on August 24.", "supports"),
        ("It was sold after 24 August.", "It was sold on August 24.", "conflicts"),
        ("He served from 1970 to 1977.", "He served from 1972 to 1977.", "conflicts"),
        ("It made over $40 million at home and over $46 million worldwide.",
         "It made $40.6 million at home and $5.7 million elsewhere, worldwide $46.3 million.", "supports"),
        ("There were over 20 COVID-19 cases.", "There were 26 COVID-19 cases.", "supports"),
    ],
)  # fmt: skip
def test_each_figure_is_held_against_the_one_it_is_about(sentence, passage, verdict):
    assert check(sentence, passage).verdict == verdict


def test_a_published_date_carries_the_days_of_the_passage():
    assert check("They left on 16 April 2024.", "They left on Tuesday.", published="2024-04-17").verdict == "supports"
