from django.test import TestCase
from django.urls import reverse

from research.dossiers.rules import role_of
from tests.cast import make_cast, make_user


class Members(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.cast = make_cast()
        cls.url = reverse("desk:members", args=[cls.cast.dossier.slug])

    def get(self, user="observer"):
        self.client.force_login(getattr(self.cast, user))
        return self.client.get(self.url)

    def set(self, name, role, by="chief"):
        self.client.force_login(getattr(self.cast, by))
        return self.client.post(self.url, {"user": name, "role": role})

    def remove(self, name, by="chief"):
        self.client.force_login(getattr(self.cast, by))
        membership = self.cast.dossier.memberships.get(user__username=name)
        return self.client.post(reverse("desk:member-remove", args=[self.cast.dossier.slug, membership.pk]))

    def role(self, name):
        return role_of(getattr(self.cast, name), self.cast.dossier)

    def test_every_member_is_listed(self):
        names = [row.user.username for row in self.get().context["members"]]
        assert names == ["annotator", "chief", "editor", "observer", "second_editor"]

    def test_an_outsider_finds_nothing(self):
        assert self.get("outsider").status_code == 404

    def test_an_editor_sees_no_form(self):
        self.assertNotContains(self.get("editor"), "Add to the dossier")

    def test_an_editor_may_not_add(self):
        assert self.set("outsider", "editor", by="editor").status_code == 403

    def test_a_chief_adds_somebody(self):
        self.set("outsider", "annotator")
        assert self.role("outsider") == "annotator"

    def test_a_chief_changes_a_role(self):
        self.set("observer", "editor")
        assert self.role("observer") == "editor"

    def test_an_unknown_role_is_refused(self):
        self.assertContains(self.set("outsider", "emperor"), "emperor is not one of the available choices")
        assert self.role("outsider") is None

    def test_an_unknown_name_is_kept_and_explained(self):
        page = self.set("nobody_here", "editor")
        self.assertContains(page, "Nobody with this user name")
        self.assertContains(page, 'value="nobody_here"')

    def test_somebody_who_cannot_sign_in_is_not_added(self):
        make_user("gone", is_active=False)
        self.assertContains(self.set("gone", "editor"), "Nobody with this user name")

    def test_the_last_chief_keeps_the_role(self):
        assert self.set("chief", "observer").status_code == 409
        assert self.role("chief") == "chief"

    def test_the_last_chief_is_not_removed(self):
        page = self.client.get(self.remove("chief").url)
        self.assertContains(page, "keeps at least one chief")

    def test_a_member_is_removed(self):
        self.remove("observer")
        assert self.role("observer") is None

    def test_an_editor_removes_nobody(self):
        assert self.remove("observer", by="editor").status_code == 403

    def test_looking_removes_nobody(self):
        membership = self.cast.dossier.memberships.get(user=self.cast.observer)
        self.client.force_login(self.cast.chief)
        url = reverse("desk:member-remove", args=[self.cast.dossier.slug, membership.pk])
        assert self.client.get(url).status_code == 405
