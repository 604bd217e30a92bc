"""A POST that comes again with the same Idempotency-Key gives the first answer and does nothing."""

import hashlib
import json
from contextlib import nullcontext

from django.db import IntegrityError, transaction
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from research.accounts.models import IdempotencyKey
from research.dossiers.errors import Conflict

HEADER = "Idempotency-Key"
MOST = 200


class Taken(Exception):
    """A twin of this request was quicker."""


def key_of(request):
    """Return the request's key, "" without one. Raises ValidationError for one that is no key."""
    key = request.headers.get(HEADER, "") if request.method == "POST" else ""
    if len(key) > MOST or not (key.isascii() and key.isprintable()):
        raise ValidationError({HEADER: [f"A key is at most {MOST} printable ASCII characters."]})
    return key


def digest_of(request):
    """Return the SHA-256 of what is asked: the address and the body."""
    digest = hashlib.sha256(request.get_full_path().encode())
    digest.update(request.body)
    return digest.hexdigest()


def answer_once(run, *, user, key, digest, whole=True):
    """Return the answer kept for a key, or that of `run()`, which is kept if it succeeds.

    run: a callable that gives a Response; whole: its work and its answer are one transaction, so that a crash leaves
    both or neither. Where that would hold the write lock for long (whole=False) `run` itself must not do its work
    twice. Raises Conflict where the key came with another request.
    """
    kept = _kept(user, key, digest)
    if kept:
        return kept
    try:
        with transaction.atomic() if whole else nullcontext():
            response = run()
            _keep(user, key, digest, response)
    except Taken:
        return _kept(user, key, digest)
    return response


def _kept(user, key, digest):
    row = IdempotencyKey.objects.filter(user=user, key=key).first()
    if row is None:
        return None
    if row.request_hash != digest:
        raise Conflict(f"This {HEADER} came before with another request. Use a new one.")
    return Response(row.response, status=row.status)


def _keep(user, key, digest, response):
    answer = json.loads(JSONRenderer().render(response.data) or "null")
    try:
        with transaction.atomic():
            IdempotencyKey.objects.create(
                user=user, key=key, request_hash=digest, status=response.status_code, response=answer
            )
    except IntegrityError as error:
        raise Taken from error
