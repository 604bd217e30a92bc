"""A standing cast and plain makers: one person for each role of a dossier, one of another dossier, one superuser."""

from itertools import count
from types import SimpleNamespace

from research.accounts.models import User
from research.assessments.actions import assess
from research.claims.actions import ask_question, mark_passage
from research.contradictions.actions import save_claim
from research.dossiers.actions import open_dossier, set_member
from research.dossiers.models import Role
from research.sources.actions import import_article

PASSWORD = "correct horse battery staple"
TEXT = "The force left on 17 April 2024. About 2,000 soldiers had been there. 🇦🇲 Some 120,000 people fled."
_serial = count(1)


def make_user(name="", **fields):
    return User.objects.create_user(username=name or f"person{next(_serial)}", password=PASSWORD, **fields)


def make_cast():
    """Return chief, editor, second_editor, annotator, observer of `dossier`; outsider, chief of `other`; superuser."""
    names = ["chief", "editor", "second_editor", "annotator", "observer", "outsider"]
    cast = SimpleNamespace(**{name: make_user(name) for name in names})
    cast.superuser = User.objects.create_superuser("superuser", password=PASSWORD)
    cast.dossier = open_dossier(title="The withdrawal", by=cast.chief)
    cast.other = open_dossier(title="Another matter", by=cast.outsider)
    roles = {"editor": Role.EDITOR, "second_editor": Role.EDITOR, "annotator": Role.ANNOTATOR}
    for name, role in (roles | {"observer": Role.OBSERVER}).items():
        set_member(dossier=cast.dossier, user=getattr(cast, name), role=role, by=cast.chief)
    return cast


def make_article(
    cast, text=TEXT, *, dossier=None, by=None, publisher="The Wire Desk", published="2024-04-17", **details
):
    """Import a text and return the Article; the text is its only content."""
    dossier = dossier or cast.dossier
    details = {"title": f"Article {next(_serial)}", "publisher": publisher, "published": published} | details
    by = by or (cast.annotator if dossier == cast.dossier else cast.outsider)
    return import_article(dossier=dossier, by=by, data=text.encode(), name="article.txt", details=details).article


def make_passage(cast, quote="17 April 2024", *, article=None):
    """Mark the quote in the article's newest snapshot, made of TEXT where no article is given."""
    article = article or make_article(cast, f"{TEXT} ({next(_serial)})")
    return mark_passage(snapshot=article.snapshots.last(), quote=quote, by=cast.annotator)[0]


def make_question(cast, text="When did the withdrawal begin?", kind="date", **fields):
    return ask_question(dossier=cast.dossier, text=text, kind=kind, by=cast.annotator, **fields)


def make_claim(
    cast, says="17 April 2024", *, question=None, passage=None, published="2024-04-17", credibility="", **words
):
    """Make a claim that says these words; without a passage, in a new article of its own publisher that holds them."""
    if passage is None:
        number = next(_serial)
        text = f"Report {number}. It is reported that it was {says}, no more."
        article = make_article(cast, text, publisher=f"Publisher {number}", published=published)
        passage = mark_passage(snapshot=article.snapshots.last(), quote=says, by=cast.annotator)[0]
    question = question or make_question(cast)
    claim = save_claim(by=cast.annotator, passage=passage, question=question, says=says, **words)
    if credibility:
        assess(dossier=cast.dossier, by=cast.annotator, claim=claim, value=credibility)
    return claim


def make_contradiction(cast):
    """Two claims that differ on one date question; return the open contradiction."""
    question = make_question(cast)
    make_claim(cast, "17 April 2024", question=question)
    make_claim(cast, "2025", question=question)
    return question.contradictions.get()
