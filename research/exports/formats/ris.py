"""Articles as RIS."""

from research.exports.references import date_parts, one_line, references


def write(dossier):
    """Yield a record for each article."""
    for article in references(dossier):
        yield "".join(f"{tag}  - {one_line(value)}\r\n" for tag, value in _tags(article) if value) + "ER  - \r\n\r\n"


def _tags(article):
    parts = date_parts(article["published"])
    yield "TY", "NEWS"
    yield "ID", str(article["number"])
    yield "TI", article["title"]
    yield "AU", article["byline"]
    yield "PB", article["publisher"] or ""
    yield "PY", str(parts[0]) if parts else ""
    yield "DA", "/".join(f"{part:02d}" for part in parts) if parts else article["published"]
    yield "LA", article["language"]
    yield "UR", article["url"]
