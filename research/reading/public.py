"""What a page for everybody is: no sign-in, no cookie, the same answer for all, kept a little while by any cache."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.views.decorators.http import conditional_page, require_safe

# Short: a correction or a retraction must show within the minute.
A_MINUTE = "public, max-age=60"
# A version's record never changes.
FOR_EVER = "public, max-age=31536000, immutable"


def public(view):
    """Serve a view to anyone, with an ETag; it is kept a minute unless the view says otherwise."""

    @wraps(view)
    def shown(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.setdefault("Cache-Control", A_MINUTE)
        return response

    return login_not_required(require_safe(conditional_page(shown)))
