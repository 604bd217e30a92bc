"""Every refusal as JSON: 400 with field → messages, 401, 403, 404, 409, 413, 429."""

import logging

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as Invalid
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler, set_rollback

from research.api.serializers.briefings import BriefingSerializer, GateSerializer
from research.briefings.gate import Gate
from research.briefings.models import Briefing
from research.dossiers.errors import Conflict
from research.sources.importers import Refused

log = logging.getLogger(__name__)


class TooLarge(exceptions.APIException):
    status_code = 413
    default_code = "too_large"


def handler(error, context):
    """Answer for what the actions raise; None, and so a 500, for what nobody expected."""
    if isinstance(error, Conflict):
        set_rollback()
        theirs = {} if error.theirs is None else {"theirs": _shown(error.theirs)}
        return Response({"detail": error.message, **theirs}, status=409)
    return exception_handler(_translated(error), context)


def _shown(theirs):
    """What stands in the way, as the API shows it."""
    for kind, serializer in ((Briefing, BriefingSerializer), (Gate, GateSerializer)):
        if isinstance(theirs, kind):
            return serializer(theirs).data
    return str(theirs)


def _translated(error):
    match error:
        case Invalid():
            return exceptions.ValidationError(fields_of(error))
        case Refused():
            return exceptions.ValidationError({api_settings.NON_FIELD_ERRORS_KEY: [str(error)]})
        case Http404() | exceptions.NotFound():
            # The same words for what is not there and for what is not yours.
            return exceptions.NotFound("Not found.")
        case PermissionDenied():
            return exceptions.PermissionDenied(str(error) or None)
        case ProtectedError():
            return _conflict("Work hangs on this, so it stays.")
        case IntegrityError():
            log.warning("the database refused: %s", error)
            return _conflict("The database refused this: somebody else was quicker, or a promise would be broken.")
        case RequestDataTooBig():
            return TooLarge("The body is too large.")
    return error


def _conflict(message):
    answer = exceptions.APIException(message)
    answer.status_code = 409
    return answer


def fields_of(error):
    """Return Django's or DRF's ValidationError as {field: [messages]}; what is of no field stands under one name."""
    if isinstance(error, exceptions.APIException):
        return error.detail if isinstance(error.detail, dict) else {api_settings.NON_FIELD_ERRORS_KEY: error.detail}
    if not hasattr(error, "error_dict"):
        return {api_settings.NON_FIELD_ERRORS_KEY: error.messages}
    messages = error.message_dict
    if "__all__" in messages:
        messages[api_settings.NON_FIELD_ERRORS_KEY] = messages.pop("__all__")
    return messages
