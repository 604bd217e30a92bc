"""Articles as BibTeX."""

from research.exports.references import date_parts, one_line, references

ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "$": r"\$", "#": r"\#", "_": r"\_",
        "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    }
)  # fmt: skip


def write(dossier):
    """Yield an entry for each article."""
    for article in references(dossier):
        yield f"@misc{{{dossier.slug}-{article['number']},\n{''.join(_lines(article))}}}\n\n"


def _lines(article):
    parts = date_parts(article["published"])
    # Two braces: the name of an agency is not to be taken apart into first and last.
    fields = {
        "title": _escaped(article["title"]),
        "author": f"{{{_escaped(article['byline'])}}}" if article["byline"] else "",
        "howpublished": _escaped(article["publisher"] or ""),
        "year": str(parts[0]) if parts else "",
        "month": str(parts[1]) if len(parts) > 1 else "",
        "note": "" if parts else _escaped(article["published"]),
        "url": one_line(article["url"]).translate({ord(brace): None for brace in "{}\\"}),
        "language": _escaped(article["language"]),
    }
    return (f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)


def _escaped(text):
    return one_line(text).translate(ESCAPES)
