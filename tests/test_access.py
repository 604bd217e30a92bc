"""Who may open and who may send to every address of the site, from the URL resolver: an address not listed fails.

The table says for each address which role its GET and its POST need; "-": the method is not there (405). Below the
role a member gets 403, a stranger 404, and somebody not signed in is sent to sign in (a program gets 401).
"""

import re
from copy import copy

from django.db import transaction
from django.test import Client, TestCase, override_settings
from django.urls import get_resolver

from research.briefings.actions import remark
from research.briefings.models import Briefing, Topic
from research.contradictions.models import Contradiction
from research.desk import worked_example
from research.dossiers.models import Membership
from research.sources.actions import exclude, import_article
from research.sources.models import Import
from tests.cast import make_user
from tests.table_of_access import TABLE

LADDER = ["public", "signed in", "observer", "annotator", "editor", "chief"]
WHO = dict(zip(["nobody", "outsider", "noor", "lev", "ines", "mara"], LADDER, strict=True))
# A program's body is read before its role is asked for: these are good ones.
BODIES = {
    "answer": {"answer": "So it is."},
    "correct": {"text": "A word was missing."},
    "decide": {"state": "dismissed", "reason": "It is none."},
    "gate": {"line": "rated", "reason": "It is."},
    "members": {"user": "outsider", "role": "observer"},
    "remarks": {"text": "Is that so?"},
    "retract": {"text": "It does not stand."},
    "review": {"decision": "return", "remarks": "Not yet."},
    "withdraw": {"reason": "Misread."},
}
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")


def addresses(resolver, prefix=""):
    """Yield each address with its parameters as <name>; the admin's are left out, tests/test_admin.py walks those."""
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from () if path == "admin/" else addresses(pattern, path)
        else:
            yield "/" + PARAMETER.sub(lambda found: f"<{found[1] or found[2]}>", path).replace("^", "").replace("$", "")


@override_settings(FETCHING_ENABLED=False)
class AccessTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        people = {row["username"]: make_user(row["username"]) for row in worked_example.story()["people"]}
        cls.people = people | {"outsider": make_user("outsider")}
        cls.dossier = worked_example.Loader(people).load()
        cls.published = Briefing.objects.exclude(slug=None).get()
        cls.waiting = Briefing.objects.get(slug=None)
        cls.remark = remark(briefing=cls.waiting, by=people["ines"], text="Is that so?")
        cls.run_ = Import.objects.create(dossier=cls.dossier, by=people["lev"])
        cls.captured = cls.dossier.articles.last()
        again = {"dossier": cls.dossier, "by": people["lev"], "details": {"url": cls.captured.url}}
        cls.later = import_article(data=b"Another text now.", **again).snapshot
        cls.furniture = exclude(snapshot=cls.later, start=0, end=7, by=people["lev"])

        cls.clients = {who: Client(raise_request_exception=False) for who in WHO}
        for who, client in cls.clients.items():
            if who != "nobody":
                client.force_login(cls.people[who])

    def value_of(self, name, before, address):
        """The parameter `name` of an address, after the word `before`."""
        claim = self.dossier.claims.first()
        state = "resolved" if "reopen" in address else "open"
        passage = claim.passage
        member = Membership.objects.get(dossier=self.dossier, user=self.people["noor"])
        rows = {
            "articles": self.captured
            if {"captures", "furniture"} & set(address.split("/"))
            else passage.snapshot.article,
            "assessments": self.dossier.assessments.first(),
            "briefings": self.waiting,
            "claims": claim,
            "contradictions": Contradiction.objects.get(state=state),
            "dossiers": self.dossier,
            "furniture": self.furniture,
            "imports": self.run_,
            "members": member,
            "origins": self.dossier.origins.first(),
            "passages": passage,
            "publishers": passage.snapshot.article.publisher,
            "questions": self.dossier.questions.first(),
            "remarks": self.remark,
            "snapshots": passage.snapshot,
            "sources": passage.snapshot.article.publisher,
        }
        fixed = {"earlier": passage.snapshot_id, "later": self.later.pk, "name": "csv", "old": 1, "new": 2}
        if name in fixed:
            return fixed[name]
        if name == "slug":
            slug = self.published.slug
            return {"briefings": slug, "published": slug, "topics": Topic.objects.first().slug}.get(
                before, self.dossier.slug
            )
        if before == "versions":
            return 1
        row = rows[before]
        return row.number if name in ("number", "claim") and before != "passages" else row.pk

    def at(self, address):
        parts = []
        for part in address.split("/"):
            before = parts[-1] if parts else ""
            parts.append(re.sub("<(.+?)>", lambda found: str(self.value_of(found[1], before, address)), part))  # noqa: B023
        return "/".join(parts)

    def asked(self, method, address, who):
        """The status of one request, undone again."""
        send = getattr(self.clients[who], method.lower())
        words = BODIES.get(address.rstrip("/").rpartition("/")[2], {})
        body = {"data": words, "content_type": "application/json"} if method == "POST" and "/api/" in address else {}
        cookies = copy(self.clients[who].cookies)
        with transaction.atomic():
            status = send(self.at(address), **body).status_code
            transaction.set_rollback(True)
        self.clients[who].cookies = cookies
        return status

    def test_every_address_is_in_the_table(self):
        self.assertEqual(set(addresses(get_resolver())), set(TABLE))

    def test_each_is_open_to_its_role_and_closed_below(self):
        for address, roles in TABLE.items():
            for method, needed in zip(("GET", "POST"), roles, strict=True):
                for who, role in askers(needed):
                    with self.subTest(f"{method} {address} as {role}"):
                        self.assertIn(self.asked(method, address, who), expected(address, role, needed))


def askers(needed):
    """Those worth asking: nobody, a stranger, the role just below, and the role itself."""
    if needed == "-":
        return [("mara", "chief")]
    place = LADDER.index(needed)
    asking = {0, min(1, place), max(0, place - 1), place}
    return [(who, role) for who, role in WHO.items() if LADDER.index(role) in asking]


def expected(address, role, needed):
    """The statuses a role may get: refused in the one right way, or anything but refused."""
    if needed == "-":
        return {405}
    if LADDER.index(role) >= LADDER.index(needed):
        # What stands under accounts/ is one's own: it may be there or not.
        return {200, 201, 204, 302, 400, 409, 422} | ({404, 405} if address.startswith("/accounts/") else set())
    if role == "public":
        return {401} if "/api/" in address else {302}
    return {404} if role == "signed in" else {403}
