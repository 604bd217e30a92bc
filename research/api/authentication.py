from django.utils import timezone
from drf_spectacular.contrib.knox_auth_token import KnoxTokenScheme
from knox.auth import TokenAuthentication as KnoxAuthentication
from rest_framework.exceptions import AuthenticationFailed


class TokenAuthentication(KnoxAuthentication):
    """`Authorization: Token …`. Reading changes nothing: expired tokens are swept when the next one is made."""

    def authenticate_credentials(self, token):
        if not token.isalnum():  # Of bytes: ASCII letters and digits.
            raise AuthenticationFailed("Invalid token.")
        return super().authenticate_credentials(token)

    def _cleanup_token(self, auth_token):
        return auth_token.expiry is not None and auth_token.expiry < timezone.now()


class TokenScheme(KnoxTokenScheme):
    target_class = "research.api.authentication.TokenAuthentication"
    name = "token"
