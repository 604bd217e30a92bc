"""The pages of signing in and of the second factor, as the content policy lets them be."""

from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.test import TestCase
from django.urls import reverse

from tests.cast import PASSWORD, make_user

CODE = reverse("account_second_factor_code")


class Pages(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.user = make_user("ines")

    def sign_in(self):
        return self.client.post(reverse("account_login"), {"login": "ines", "password": PASSWORD})

    def set_up(self):
        """Begin to set up a second factor, which asks for the password again."""
        self.sign_in()
        self.client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        return self.client.get(reverse("mfa_activate_totp"))

    def test_signing_in_leads_to_the_desk(self):
        self.assertRedirects(self.sign_in(), reverse("desk:home"))

    def test_a_wrong_password_keeps_the_name(self):
        page = self.client.post(reverse("account_login"), {"login": "ines", "password": "not this one at all"})
        self.assertContains(page, 'value="ines"')

    def test_a_stranger_is_shown_no_code(self):
        assert self.client.get(CODE).status_code == 302

    def test_there_is_no_code_before_a_secret(self):
        self.sign_in()
        assert self.client.get(CODE).status_code == 404

    def test_the_code_is_a_picture_at_an_address(self):
        page = self.set_up()
        self.assertContains(page, f'src="{CODE}"')
        self.assertNotContains(page, "data:image")

    def test_the_picture_is_drawn_for_the_secret_being_set_up(self):
        self.set_up()
        secret = self.client.session[SECRET_SESSION_KEY]
        picture = self.client.get(CODE)
        assert picture["Content-Type"] == "image/svg+xml" and picture.content.startswith(b"<")
        assert self.client.session[SECRET_SESSION_KEY] == secret

    def test_every_page_of_the_account_is_there(self):
        self.sign_in()
        for name in ("account_change_password", "mfa_index", "account_logout"):
            assert self.client.get(reverse(name)).status_code == 200
