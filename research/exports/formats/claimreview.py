"""Rated claims as schema.org ClaimReviews. Ratings are words: the digits of the Admiralty scale are no numbers."""

from collections import defaultdict

from research.assessments import scales
from research.exports.plain import encode
from research.exports.rows import articles, assessments, claims


def write(dossier):
    """Yield the graph in pieces. Claims that nobody has rated, or that were withdrawn, are left out."""
    rated = defaultdict(list)
    for part in assessments(dossier):
        for row in part:
            if row["claim"] and row["current"]:
                rated[row["claim"]].append(row)
    works = {article["number"]: _work(article) for part in articles(dossier) for article in part}
    yield '{"@context":"https://schema.org","@graph":['
    between = ""
    for part in claims(dossier):
        for claim in part:
            if rated[claim["number"]] and not claim["withdrawn_at"]:
                yield between + encode(_review(claim, rated[claim["number"]], works[claim["article"]]))
                between = ","
    yield "]}\n"


def _review(claim, ratings, work):
    words = " / ".join(sorted({scales.WORDS[row["value"]] for row in ratings}))
    return {
        "@type": "ClaimReview",
        "datePublished": max(row["created_at"] for row in ratings).date(),
        "claimReviewed": claim["statement"] or claim["quote"],
        "reviewBody": "\n".join(row["reason"] for row in ratings if row["reason"]),
        "reviewRating": {"@type": "Rating", "alternateName": words},
        "itemReviewed": {"@type": "Claim", "appearance": work, "text": claim["quote"]},
    }


def _work(article):
    work = {"headline": article["title"], "url": article["url"], "datePublished": article["published"]}
    work |= {"author": article["byline"], "inLanguage": article["language"]}
    if article["publisher"]:
        work["publisher"] = {"@type": "Organization", "name": article["publisher"]}
    return {"@type": "CreativeWork"} | {name: value for name, value in work.items() if value}
