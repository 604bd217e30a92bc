"""Publishers and origins by the names that articles give them; merging two that are one."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from research.assessments.actions import assess
from research.assessments.merging import merge_publishers
from research.assessments.models import Assessment
from research.dossiers.actions import set_member
from research.dossiers.models import Role
from research.sources.actions import describe_publisher
from research.sources.models import Article, Publisher
from research.sources.naming import above, named_origins, named_publisher
from tests.cast import make_article, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def two(cast):
    """Two publishers with an article each: (kept, gone)."""
    return [make_article(cast, f"Of {name}.", publisher=name).publisher for name in ("The Wire", "Wire Desk")]


def merge(cast, two, by=None):
    return merge_publishers(kept=two[0], gone=two[1], by=by or cast.editor)


class TestNames:
    def test_count_whatever_their_case(self, cast):
        first = named_publisher("The Wire", by=cast.annotator)
        assert named_publisher("  THE WIRE ", by=cast.annotator) == first

    def test_an_alias_is_the_name(self, cast):
        publisher = named_publisher("The Wire", by=cast.annotator)
        describe_publisher(publisher=publisher, by=cast.annotator, aliases=["Wire Desk"])
        assert named_publisher("wire desk", by=cast.annotator) == publisher

    def test_empty_names_nobody(self, cast):
        assert named_publisher(" ", by=cast.annotator) is None

    @pytest.mark.parametrize(("first", "again"), [("ТАСС", "Тасс"), ("Straße", "STRASSE"), ("The  Wire", "the wire")])
    def test_of_any_script_are_one_whatever_their_case(self, cast, first, again):
        publisher = named_publisher(first, by=cast.annotator)
        assert named_publisher(again, by=cast.annotator) == publisher
        (origin,) = named_origins(cast.dossier, [first, again], by=cast.annotator)
        assert named_origins(cast.dossier, [again], by=cast.annotator) == [origin]

    def test_that_are_too_long_are_cut_and_found_again(self, cast):
        first = named_publisher("x" * 300, by=cast.annotator)
        assert named_publisher("x" * 300, by=cast.annotator) == first

    def test_are_unique_in_the_database_too(self, cast):
        Publisher.objects.create(name="ТАСС")
        with pytest.raises(IntegrityError), transaction.atomic():
            Publisher.objects.create(name="тасс")

    def test_of_letters_that_grow_in_lower_case_are_found_again(self, cast):
        first = named_publisher("İstanbul Straße", by=cast.annotator)
        assert named_publisher("İstanbul Straße", by=cast.annotator) == first

    def test_of_origins_are_each_dossiers_own(self, cast):
        (ours,) = named_origins(cast.dossier, ["Reuters"], by=cast.annotator)
        (theirs,) = named_origins(cast.other, ["reuters"], by=cast.outsider)
        assert ours != theirs

    def test_a_family_is_a_line_upward_and_ends_even_in_a_ring(self, cast):
        a, b = named_publisher("A", by=cast.annotator), named_publisher("B", by=cast.annotator)
        Publisher.objects.filter(pk=a.pk).update(parent=b)
        Publisher.objects.filter(pk=b.pk).update(parent=a)
        a.refresh_from_db()
        assert [publisher.name for publisher in above(a)] == ["A", "B"]


class TestMerging:
    def test_moves_articles_with_their_history(self, cast, two):
        kept = merge(cast, two)
        assert set(Article.objects.values_list("publisher__name", flat=True)) == {"The Wire"}
        entry = Article.objects.last().history.first()
        assert (entry.history_user, entry.history_change_reason) == (cast.editor, f"merged with {kept.name}")

    def test_keeps_the_other_names(self, cast, two):
        describe_publisher(publisher=two[1], by=cast.editor, aliases=["TWD", "the wire"])
        assert merge(cast, two).aliases == ["Wire Desk", "TWD"]

    def test_leaves_its_own_end_in_the_history(self, cast, two):
        merge(cast, two)
        entry = Publisher.history.filter(name="Wire Desk").first()
        assert (entry.history_type, entry.history_user) == ("-", cast.editor)

    def test_moves_outlets(self, cast, two):
        outlet = make_article(cast, "Of an outlet.", publisher="Outlet").publisher
        describe_publisher(publisher=outlet, by=cast.editor, parent=two[1])
        merge(cast, two)
        outlet.refresh_from_db()
        assert outlet.parent == two[0]

    def test_of_an_outlet_with_its_house_leaves_no_ring(self, cast, two):
        describe_publisher(publisher=two[0], by=cast.editor, parent=two[1])
        kept = merge(cast, two)
        kept.refresh_from_db()
        assert kept.parent is None

    def test_moves_a_rating(self, cast, two):
        assess(dossier=cast.dossier, by=cast.editor, publisher=two[1], value="B")
        merge(cast, two)
        assert Assessment.objects.current().get().publisher == two[0]

    def test_of_two_ratings_by_one_person_the_later_stays_current(self, cast, two):
        for publisher, value in zip(two, "CB", strict=True):
            assess(dossier=cast.dossier, by=cast.editor, publisher=publisher, value=value)
        merge(cast, two)
        ratings = Assessment.objects.order_by("pk").values_list("publisher__name", "value", "current")
        assert list(ratings) == [("The Wire", "C", False), ("The Wire", "B", True)]

    def test_needs_an_editor(self, cast, two):
        with pytest.raises(PermissionDenied):
            merge(cast, two, by=cast.annotator)

    def test_needs_an_editor_of_every_dossier_it_touches(self, cast, two):
        make_article(cast, "Theirs.", dossier=cast.other, publisher="Wire Desk")
        with pytest.raises(PermissionDenied):
            merge(cast, two)
        set_member(dossier=cast.other, user=cast.editor, role=Role.EDITOR, by=cast.outsider)
        merge(cast, two)
        assert Publisher.objects.count() == 1

    def test_with_itself_is_refused(self, cast, two):
        with pytest.raises(ValidationError):
            merge(cast, [two[0], two[0]])
