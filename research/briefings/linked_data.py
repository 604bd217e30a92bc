"""A version as schema.org reads it: an Article, and a ClaimReview for each footnote."""

from research.assessments import scales


def linked_data(record, url):
    """Return the JSON-LD of a record published at `url`, as a dict.

    Ratings are given in their words alone: the digits of the Admiralty scale are no numbers, so a ratingValue would
    say what nobody has said.
    """
    return {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "Article",
                "@id": url,
                "headline": record["title"],
                "description": record["standfirst"],
                "version": record["number"],
                "datePublished": record["published_at"],
                "about": record["topics"],
                "correction": [
                    {"@type": "CorrectionComment", "text": row["text"], "datePublished": row["at"]}
                    for row in record["corrections"]
                ],
                "citation": [_work(note["article"]) for note in record["footnotes"]],
            },
            *(claim_review(note, record, url) for note in record["footnotes"]),
        ],
    }


def claim_review(note, record, url):
    """Return the ClaimReview of one footnote of a record published at `url`, as a dict."""
    digits = sorted({row["value"] for row in note["rating"]["credibility"]})
    return {
        "@type": "ClaimReview",
        "url": f"{url}#n{note['number']}",
        "datePublished": record["published_at"],
        "claimReviewed": note["statement"] or note["quote"],
        "itemReviewed": {"@type": "Claim", "appearance": _work(note["article"])},
        "reviewRating": {
            "@type": "Rating",
            "alternateName": " / ".join(scales.WORDS[digit] for digit in digits) or "Not rated",
            "reviewAspect": "credibility",
        },
    }


def _work(article):
    work = {"@type": "CreativeWork", "headline": article["title"], "datePublished": article["published"]}
    work |= {"url": article["url"], "author": article["byline"], "inLanguage": article["language"]}
    if article["publisher"]:
        work["publisher"] = {"@type": "Organization", "name": article["publisher"]}
    return {name: value for name, value in work.items() if value}
