"""The response headers Django and django-csp do not send, on every answer: pages, errors, static files."""

FIXED = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class HeadersMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in FIXED.items():
            response.setdefault(name, value)
        # A page says itself when it is public; all else stays out of every cache.
        response.setdefault("Cache-Control", "no-store")
        return response
