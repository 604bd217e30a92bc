from django.contrib import messages


def told(request, words, *, undo=""):
    """Say on the next page what happened. undo: the address a POST goes to that takes it back, if there is one."""
    messages.success(request, words, extra_tags=undo)


def warned(request, words):
    """Say on the next page what needs a look."""
    messages.warning(request, words)
