"""A briefing at each step of its way in the cast's dossier: the editor writes, the second editor reviews."""

from research.assessments.actions import assess
from research.briefings import actions
from tests.cast import make_claim, make_question


def rated_claim(cast, says="17 April 2024", **words):
    return make_claim(cast, says, credibility="2", **words)


def make_draft(cast, claims=(), *, by=None, **texts):
    """A draft that cites each claim in a sentence of its own."""
    body = " ".join(f"It was {claim.says} [@c{claim.number}]." for claim in claims)
    texts = {"title": "When they left", "standfirst": "The record.", "body": body} | texts
    return actions.save_briefing(dossier=cast.dossier, by=by or cast.editor, **texts)


def approve(cast, briefing, by=None):
    actions.submit(briefing=briefing, by=cast.editor)
    return actions.review(briefing=briefing, by=by or cast.second_editor, decision="approve")


def make_published(cast, claims=None, **texts):
    """A briefing published once; the Version is its only one. Without claims it cites one that is rated."""
    briefing = make_draft(cast, [rated_claim(cast)] if claims is None else claims, **texts)
    approve(cast, briefing)
    return actions.publish(briefing=briefing, by=cast.chief)


def make_corrected(cast):
    """A briefing published and corrected once; returns its second Version."""
    first = make_published(cast)
    briefing = first.briefing
    briefing.refresh_from_db()
    body = f"{briefing.body} It is over."
    actions.save_briefing(briefing=briefing, version=briefing.version, by=cast.editor, body=body)
    approve(cast, briefing)
    return actions.publish(briefing=briefing, by=cast.chief, correction="The end was missing.")


def make_disagreement(cast):
    """Two rated claims that contradict each other."""
    question = make_question(cast)
    return [rated_claim(cast, says, question=question) for says in ("17 April 2024", "2025")]


def rate_sources(cast, claims, value="B"):
    for claim in claims:
        assess(dossier=cast.dossier, by=cast.annotator, publisher=claim.passage.snapshot.article.publisher, value=value)
