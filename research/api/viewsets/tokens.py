from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError as Invalid
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from knox.models import AuthToken
from rest_framework import status
from rest_framework.exceptions import AuthenticationFailed, Throttled, ValidationError
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle

from research.api.endpoints import Endpoint
from research.api.serializers.tokens import SignInSerializer, TokenSerializer

WRONG = "This name and password do not go together."
SECONDS_TO_WAIT = 300  # the span in which allauth counts failures


class TokenView(Endpoint):
    """A token for programs: send it as `Authorization: Token …`."""

    throttle_classes = [ScopedRateThrottle]
    throttle_scope = "signin"

    def get_permissions(self):
        return [AllowAny()] if self.request.method == "POST" else [IsAuthenticated()]

    @extend_schema(request=SignInSerializer, responses=TokenSerializer, auth=[])
    def post(self, request):
        sent = SignInSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        user = signed_in(request._request, **sent.validated_data)
        user.auth_token_set.filter(expiry__lt=timezone.now()).delete()
        row, token = AuthToken.objects.create(user=user)
        return Response(TokenSerializer({"token": token, "expiry": row.expiry}).data)

    @extend_schema(request=None, responses={204: None})
    def delete(self, request):
        """Give the token back: it is of no use from now on."""
        if request.auth is None:
            raise ValidationError({"detail": "There is no token to give back: you are signed in by session."})
        request.auth.delete()
        return Response(status=status.HTTP_204_NO_CONTENT)


def signed_in(request, *, username, password, code=""):
    """Return the active user with this name, password and second factor, under allauth's limits on failures."""
    adapter = get_adapter(request)
    try:
        user = adapter.authenticate(request, username=username, password=password)
    except Invalid as error:
        raise Throttled(SECONDS_TO_WAIT, "Too many failed attempts.") from error
    if user is None or not user.is_active:
        raise AuthenticationFailed(WRONG)
    factors = list(Authenticator.objects.filter(user=user))
    if factors and not any(factor.wrap().validate_code(code) for factor in factors):
        raise ValidationError({"code": ["Send the code of your second factor." if not code else "This code is wrong."]})
    return user
