"""The pages of imports: works, outsider 404, observer 403, empty state, progress without a script and with htmx."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from research.sources import work
from research.sources.imports import Coming, start_import
from research.sources.models import Article, Import, ImportItem
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def annotator(cast, client):
    client.force_login(cast.annotator)
    return client


def address(cast, name, *args):
    return reverse(f"desk:{name}", args=[cast.dossier.slug, *args])


def archive(**members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, data in members.items():
            file.writestr(f"{name}.txt", data)
    return SimpleUploadedFile("all.zip", packed.getvalue(), "application/zip")


def start(cast, *names):
    coming = [Coming(name, f"The convoy left. {name}".encode()) for name in names or ("a.txt", "b.txt")]
    return start_import(dossier=cast.dossier, by=cast.annotator, coming=coming)


class TestImporting:
    def send(self, cast, client, **given):
        return client.post(address(cast, "import"), given)

    def test_a_pasted_text_lands_on_its_article(self, cast, annotator):
        answer = self.send(cast, annotator, text="The convoy left.", title="The convoy", publisher="The Wire")
        assert answer.url == address(cast, "article", 1)
        assert Article.objects.get().publisher.name == "The Wire"

    def test_the_same_text_again_leads_to_the_article_it_is(self, cast, annotator):
        for _ in range(2):
            answer = self.send(cast, annotator, text="The convoy left.")
        assert answer.url == address(cast, "article", 1)
        assert Import.objects.count() == 2

    def test_an_archive_leads_to_its_progress(self, cast, annotator):
        answer = self.send(cast, annotator, files=archive(a="The convoy left.", b="It came back."))
        assert answer.url == address(cast, "import-run", Import.objects.get().pk)

    def test_an_address_leads_to_its_progress(self, cast, annotator):
        answer = self.send(cast, annotator, addresses="https://news.example/a\nhttps://news.example/b")
        assert answer.url == address(cast, "import-run", Import.objects.get().pk)
        assert ImportItem.objects.count() == 2

    def test_what_cannot_be_read_is_said_beside_the_field_and_kept(self, cast, annotator):
        answer = self.send(cast, annotator, files=SimpleUploadedFile("a.txt", bytes(range(1, 9)) * 50))
        assert "not text" in answer.context["form"].errors["files"][0]
        assert ImportItem.objects.get().state == "failed"

    @pytest.mark.parametrize(
        "given",
        [{"text": " "}, {"addresses": "file:///etc/passwd"}, {"addresses": "https://a.example", "text": "Both."}],
        ids=["nothing", "no web address", "both"],
    )
    def test_what_is_no_import_is_refused(self, cast, annotator, given):
        assert self.send(cast, annotator, **given).context["form"].errors
        assert not Import.objects.exists()

    def test_an_outsider_finds_nothing(self, cast, client):
        client.force_login(cast.outsider)
        assert self.send(cast, client, text="The convoy left.").status_code == 404

    def test_an_observer_may_not(self, cast, client):
        client.force_login(cast.observer)
        assert self.send(cast, client, text="The convoy left.").status_code == 403


class TestProgress:
    def test_shows_each_item_with_its_state(self, cast, annotator):
        run = start(cast)
        answer = annotator.get(address(cast, "import-run", run.pk))
        assert answer.context["progress"].waiting == 2
        assert "every 2s" in answer.text

    def test_asks_no_more_once_it_is_finished(self, cast, annotator):
        run = start(cast)
        work.work(run)
        assert "every 2s" not in annotator.get(address(cast, "import-run", run.pk)).text

    def test_answers_htmx_with_its_part_alone(self, cast, annotator):
        answer = annotator.get(address(cast, "import-run", start(cast).pk), headers={"HX-Request": "true"})
        assert "<html" not in answer.text
        assert 'id="run"' in answer.text

    def test_can_be_narrowed_to_a_state(self, cast, annotator):
        run = start(cast)
        run.items.filter(name="a.txt").update(state="failed", reason="broken")
        answer = annotator.get(address(cast, "import-run", run.pk), {"state": "failed"})
        assert [item.name for item in answer.context["items"]] == ["a.txt"]

    def test_an_observer_sees_it_without_buttons(self, cast, client):
        client.force_login(cast.observer)
        answer = client.get(address(cast, "import-run", start(cast).pk))
        assert answer.status_code == 200
        assert "Cancel the rest" not in answer.text

    def test_an_outsider_finds_nothing(self, cast, client):
        client.force_login(cast.outsider)
        assert client.get(address(cast, "import-run", start(cast).pk)).status_code == 404

    def test_of_another_dossier_is_not_found_under_ours(self, cast, annotator):
        foreign = start_import(dossier=cast.other, by=cast.outsider, coming=[Coming("a.txt", b"The convoy left.")])
        assert annotator.get(address(cast, "import-run", foreign.pk)).status_code == 404

    def test_the_number_of_queries_does_not_grow(self, cast, annotator, django_assert_max_num_queries):
        run = start(cast, *(f"{n}.txt" for n in range(30)))
        work.work(run)
        with django_assert_max_num_queries(12):
            annotator.get(address(cast, "import-run", run.pk))


class TestList:
    def test_says_so_where_there_is_none(self, cast, annotator):
        assert "Nothing was imported yet" in annotator.get(address(cast, "imports")).text

    def test_counts_what_became_of_each(self, cast, annotator):
        work.work(start(cast))
        (run,) = annotator.get(address(cast, "imports")).context["runs"]
        assert (run.first, run.n_done, run.n_failed) == ("a.txt", 2, 0)

    def test_an_outsider_finds_nothing(self, cast, client):
        client.force_login(cast.outsider)
        assert client.get(address(cast, "imports")).status_code == 404


class TestCancelAndRetry:
    def test_cancel_leaves_out_the_rest(self, cast, annotator):
        run = start(cast)
        annotator.post(address(cast, "import-cancel", run.pk))
        assert set(run.items.values_list("state", flat=True)) == {"failed"}

    def test_retry_lets_the_failed_wait_again(self, cast, annotator):
        run = start(cast)
        run.items.update(state="failed", reason="broken")
        annotator.post(address(cast, "import-retry", run.pk))
        assert set(run.items.values_list("state", flat=True)) == {"waiting"}

    @pytest.mark.parametrize("verb", ["import-cancel", "import-retry"])
    def test_who_may(self, cast, client, verb):
        run = start(cast)
        for person, status in ((cast.observer, 403), (cast.outsider, 404)):
            client.force_login(person)
            assert client.post(address(cast, verb, run.pk)).status_code == status

    @pytest.mark.parametrize("verb", ["import-cancel", "import-retry"])
    def test_a_link_changes_nothing(self, cast, annotator, verb):
        assert annotator.get(address(cast, verb, start(cast).pk)).status_code == 405
