"""Articles as CSL-JSON, for Zotero, Pandoc and their like."""

from research.exports.plain import encode
from research.exports.references import date_parts, references

KINDS = {"report": "article-newspaper", "opinion": "article-newspaper", "agency": "article-newspaper"}


def write(dossier):
    """Yield the list in pieces."""
    between = "["
    for article in references(dossier):
        yield between + encode(_item(dossier, article))
        between = ","
    yield "]\n" if between == "," else "[]\n"


def _item(dossier, article):
    parts = date_parts(article["published"])
    issued = {"date-parts": [parts]} if parts else {"raw": article["published"]}
    item = {
        "title": article["title"],
        "container-title": article["publisher"],
        "author": [{"literal": article["byline"]}] if article["byline"] else None,
        "issued": issued if article["published"] else None,
        "URL": article["url"],
        "language": article["language"],
    }
    named = {"id": f"{dossier.slug}-{article['number']}", "type": KINDS.get(article["kind"], "document")}
    return named | {name: value for name, value in item.items() if value}
