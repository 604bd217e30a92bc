"""A second language is a table: Russian calendar dates and plain figures by the same grammar."""

import pytest

from research.values import find, read_date, read_quantity


@pytest.mark.parametrize(
    ("said", "edtf"),
    [
        ("17 апреля 2024 года", "2024-04-17"),
        ("в апреле 2024 г", "2024-04"),
        ("2025 год", "2025"),
        ("после 2020 года", "[2021..]"),
        ("не позднее 12 ноября 2023 года", "[..2023-11-12]"),
    ],
)
def test_dates(said, edtf):
    assert read_date(said, lang="ru").edtf == edtf


@pytest.mark.parametrize(
    ("said", "lower", "upper", "unit"),
    [
        ("около 2 тысяч миротворцев", 1800, 2200, "миротворцев"),
        ("почти 100 000 человек", 92_000, 101_000, "человек"),
        ("1960 военнослужащих", 1960, 1960, "военнослужащих"),
        ("не менее 5 человек", 5, None, "человек"),
        ("50 процентов", "49.5", "50.5", "%"),
    ],
)
def test_figures(said, lower, upper, unit):
    value = read_quantity(said, lang="ru")

    assert (str(value.lower), str(value.upper), value.unit) == (str(lower), str(upper), unit)


def test_finding():
    text = "17 апреля 2024 года около 2000 миротворцев начали покидать регион."

    assert [found.text for found in find(text, lang="ru")] == ["17 апреля 2024 года", "около 2000 миротворцев"]


def test_a_language_without_a_table_is_refused():
    with pytest.raises(KeyError):
        find("1", lang="xx")
