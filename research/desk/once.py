"""A form that carries a key does its work once, however often it is sent: double clicks, reloads, lost connections."""

import hashlib

from django.db import IntegrityError, transaction

from research.accounts.models import IdempotencyKey

MOST = 200


class Twin(Exception):
    """The same form was quicker."""


def once(user, key, work, *, what):
    """Return work() and keep it under the key, or return what was kept the first time.

    work: a callable that writes and returns something JSON can hold; key: a text the form carries, "" for no such
    promise; what: names the kind of work, so that one key never answers for another. The work and its answer are one
    transaction. Whatever `work` raises is raised, and nothing is kept.
    """
    if not key or len(key) > MOST:
        return work()
    digest = hashlib.sha256(f"desk {what}".encode()).hexdigest()
    kept = IdempotencyKey.objects.filter(user=user, key=key, request_hash=digest)
    if first := kept.first():
        return first.response
    try:
        with transaction.atomic():
            answer = work()
            _keep(user, key, digest, answer)
    except Twin:
        return kept.get().response
    return answer


def _keep(user, key, digest, answer):
    try:
        with transaction.atomic():
            IdempotencyKey.objects.create(user=user, key=key, request_hash=digest, status=201, response=answer)
    except IntegrityError as error:
        raise Twin from error
