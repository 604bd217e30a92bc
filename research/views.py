from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.db import connection
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def health(request):
    """Answer 200 where the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


def _page(request, status, heading, advice):
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": heading}, status=status)
    return render(request, "error.html", {"heading": heading, "advice": advice}, status=status)


def bad_request(request, exception=None):
    if isinstance(exception, RequestDataTooBig):
        most = f"{settings.IMPORT_MAX_BYTES / 1_000_000:.0f} MB"
        advice = f"{most} of text is the most at once. Go back, where what you typed still stands, and split it."
        return _page(request, 413, "This is too large", advice)
    return _page(request, 400, "This request could not be understood", "Go back, check what was sent and try again.")


def forbidden(request, exception=None):
    return _page(
        request, 403, str(exception or "") or "You may not do this", "Ask a chief of the dossier for the role."
    )


def csrf_failure(request, reason=""):
    return _page(
        request, 403, "This form has expired", "Nothing was saved. Go back, load the page again and send it once more."
    )


def not_found(request, exception=None):
    return _page(request, 404, "There is nothing here", "It may have moved, or it is not yours to see.")


def server_error(request):
    return _page(request, 500, "Something went wrong on our side", "What you sent may not have been saved. Try again.")
