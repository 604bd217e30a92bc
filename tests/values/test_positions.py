"""What VALUES.md promises of positions, held against a search through all stories one could tell."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from research.values import Value, comparable_groups, from_amount, from_edtf, positions, read_date, read_quantity

ENDS = st.one_of(st.none(), st.integers(0, 12))


@st.composite
def claims(draw, most=9):
    found = []
    for _ in range(draw(st.integers(1, most))):
        low, high = draw(ENDS), draw(ENDS)
        if low is not None and high is not None and low > high:
            low, high = high, low
        found.append(Value("date", earliest=low, latest=high))
    return found


def disjoint(a, b):
    return a.bounds[1] < b.bounds[0] or b.bounds[1] < a.bounds[0]


def most_that_exclude_each_other(values):
    for size in range(len(values), 1, -1):
        if any(all(disjoint(a, b) for a, b in combinations(some, 2)) for some in combinations(values, size)):
            return size
    return 1


def by_members(found):
    return {story.members: (story.lower, story.upper) for story in found}


@given(claims())
def test_there_are_as_many_stories_as_claims_that_exclude_each_other(values):
    assert len(positions(values)) == most_that_exclude_each_other(values)


@given(claims())
def test_a_window_is_the_intersection_of_its_members(values):
    for story in positions(values):
        assert story.lower == max(values[claim].bounds[0] for claim in story.members)
        assert story.upper == min(values[claim].bounds[1] for claim in story.members)


@given(claims())
def test_every_claim_is_a_member_once_or_possible_in_several(values):
    found = positions(values)
    for claim in range(len(values)):
        in_members = sum(claim in story.members for story in found)
        in_possible = sum(claim in story.possible for story in found)
        assert (in_members, in_possible >= 2) in {(1, False), (0, True)}


@given(claims(), st.randoms())
def test_the_order_of_the_claims_does_not_matter(values, random):
    shuffled = list(range(len(values)))
    random.shuffle(shuffled)
    again = positions([values[claim] for claim in shuffled])

    known = {frozenset(story.members): (story.lower, story.upper) for story in positions(values)}
    assert known == {
        frozenset(shuffled[claim] for claim in story.members): (story.lower, story.upper) for story in again
    }


@given(claims(), claims(most=1))
def test_one_more_claim_makes_at_most_one_more_story(values, more):
    before, after = positions(values), positions(values + more)

    assert len(after) - len(before) in (0, 1)
    if len(after) == len(before):
        for story in before:
            kept = next(other for other in after if set(story.members) <= set(other.members))
            assert story.lower <= kept.lower
            assert kept.upper <= story.upper


@given(claims(), claims(most=1))
def test_members_of_an_old_story_still_share_one(values, more):
    after = positions(values + more)
    for story in positions(values):
        shared = [other for other in after if set(story.members) <= {*other.members, *other.possible}]
        assert shared


def dates(*said):
    return [read_date(words) for words in said]


def test_a_more_precise_date_is_no_other_story():
    (story,) = positions([from_edtf("2023/2024"), *dates("2024", "April 2024")])

    assert (story.label, story.members) == ("April 2024", (0, 1, 2))


def test_the_middle_of_a_chain_could_be_either():
    found = positions([from_edtf("2020/2021"), from_edtf("2021/2022"), from_edtf("2022/2023")])

    assert [(story.members, story.possible) for story in found] == [((0,), (1,)), ((2,), (1,))]


def test_bounds_open_to_one_side_fit_nearly_everything():
    assert len(positions(dates("since 2023", "by 2025", "April 2024"))) == 1


def test_where_no_source_says_what_fits_all_the_window_is_printed():
    (story,) = positions([from_edtf("2023/2024"), from_edtf("2024/2025")])

    assert (story.label, story.exact) == ("1 Jan – 31 Dec 2024 (year)", False)


def test_of_the_words_for_a_window_those_of_most_origins_are_its_label():
    values = [from_edtf("2024", says="2024"), from_edtf("2024", says="in 2024"), from_edtf("2024", says="in 2024")]

    assert positions(values, origins=["a", "b", "c"])[0].label == "in 2024"


def test_two_claims_of_one_origin_count_once_for_the_label():
    values = [from_edtf("2024", says="2024"), from_edtf("2024", says="in 2024"), from_edtf("2024", says="in 2024")]

    assert positions(values, origins=["a", "b", "b"])[0].label == "2024"


def test_the_story_of_most_origins_comes_first():
    values = dates("2025", "17 April 2024", "17 April 2024")

    assert [story.members for story in positions(values)] == [(1, 2), (0,)]


def test_the_worked_example_has_two_stories_of_those_who_fled():
    values = [read_quantity(said) for said in ("some 120,000", "nearly 100,000")]

    assert [story.label for story in positions(values)] == ["nearly 100,000", "some 120,000"]


def test_precision_of_a_figure_is_no_contradiction():
    assert len(positions([read_quantity("approximately 2,000"), read_quantity("1,960")])) == 1


def test_a_window_of_figures_is_printed_in_their_unit():
    values = [from_amount(lower=1, upper=3, unit="weeks"), from_amount(lower=2, upper=4, unit="weeks")]

    assert positions(values)[0].label == "2–3 weeks"


def test_no_claims_no_stories():
    assert positions([]) == []


def test_classes_and_scopes_are_told_apart():
    values = [
        from_edtf("2024"),
        from_edtf("2025", modality="planned"),
        from_edtf("2024", modality="ongoing"),
        from_edtf("2023", modality="denied"),
        from_edtf("2024", scope="the south"),
        from_amount(5, unit="weeks"),
        from_amount(44, unit="days"),
    ]

    assert comparable_groups(values) == [(0, 2), (1,), (4,), (5, 6)]
