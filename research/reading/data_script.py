"""JSON-LD for search engines, as data in a page. It is never run, so the Content-Security-Policy lets it stand."""

import json

from django.utils.html import format_html

# As django.utils.html.json_script does: no text can end the element or begin a tag.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


class InScript:
    """JSON that says itself how it stands in HTML, for format_html."""

    def __init__(self, data):
        self.data = data

    def __html__(self):
        return json.dumps(self.data, ensure_ascii=False).translate(ESCAPES)


def data_script(data):
    """Return a JSON value as a `<script type="application/ld+json">` element."""
    return format_html('<script type="application/ld+json">{}</script>', InScript(data))
