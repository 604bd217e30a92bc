"""Of allauth's pages those that work without a mail server: sign in and out, password, second factor."""

from allauth.account import views
from django.urls import include, path

from research.accounts.views import second_factor_code

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/", views.password_change, name="account_change_password"),
    path("second-factor/code.svg", second_factor_code, name="account_second_factor_code"),
    path("second-factor/", include("allauth.mfa.urls")),
]
