import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from research.accounts.models import User
from research.briefings.gate import gate_of
from research.briefings.models import Briefing
from research.briefings.verification import verify
from research.claims.models import Claim, Passage
from research.contradictions.models import Contradiction
from research.contradictions.queries import positions_of
from research.desk import worked_example
from research.dossiers.models import Dossier
from tests.cast import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    return tmp_path


@pytest.fixture
def dossier():
    people = {row["username"]: make_user(row["username"]) for row in worked_example.story()["people"]}
    return worked_example.Loader(people).load()


def test_it_is_as_it_was_written(dossier):
    told = worked_example.story()
    counts = dossier.articles.count(), dossier.questions.count(), dossier.claims.count(), dossier.briefings.count()
    assert counts == tuple(len(told[name]) for name in ("articles", "questions", "claims", "briefings"))


def test_every_date_and_figure_in_it_is_read(dossier):
    assert not Claim.objects.filter(kind="", question__kind__in=["date", "quantity"]).exists()


def test_what_disagrees_and_what_was_decided(dossier):
    states = {str(row.question): row.state for row in Contradiction.objects.standing()}
    assert states == {
        "When did the withdrawal begin?": "resolved",
        "How many people fled in 2023?": "open",
        "Who agreed to the withdrawal?": "undecidable",
    }


def test_rounded_and_exact_figures_of_the_force_are_one_position(dossier):
    reading = positions_of(dossier.questions.get(text__startswith="How many peacekeepers"))
    assert {claim.says for claim in reading.positions[0].members} == {"about 2,000", "Around 2,000", "1,960"}


def test_some_passages_stand_behind_characters_of_two_code_units(dossier):
    texts = [(passage.snapshot.text[: passage.start], passage) for passage in Passage.objects.all()]
    assert any(max(map(ord, before), default=0) > 0xFFFF for before, _ in texts)


def test_one_briefing_is_published_and_corrected_once_the_other_waits(dossier):
    published, waiting = Briefing.objects.order_by("number")
    assert (published.state, published.versions.count(), waiting.state) == ("published", 2, "in review")
    assert published.versions.last().correction.text
    assert gate_of(waiting).failing == []


def test_every_footnote_of_it_can_be_verified(dossier):
    for version in Briefing.objects.get(state="published").versions.all():
        assert verify(version).holds


class TestTheCommand:
    def test_it_prepares_a_sign_in_for_each_role(self, site, client, capsys):
        call_command("demo", "--prepare")
        told = capsys.readouterr().out
        for line in (site / "sign-ins.txt").read_text().splitlines():
            name, password = line.split()
            assert client.login(username=name, password=password)
            assert password in told
        assert Dossier.objects.get().slug == "peacekeepers-withdrawal"

    def test_a_second_time_it_loses_nothing(self, site):
        call_command("demo", "--prepare")
        claim = Claim.objects.first()
        before = (site / "sign-ins.txt").read_text(), Claim.objects.count(), claim.history.count()
        call_command("demo", "--prepare")
        assert ((site / "sign-ins.txt").read_text(), Claim.objects.count(), claim.history.count()) == before

    def test_it_refuses_a_site_that_has_other_people(self, site):
        make_user("somebody")
        with pytest.raises(CommandError, match="somebody"):
            call_command("demo", "--prepare")
        assert User.objects.count() == 1
