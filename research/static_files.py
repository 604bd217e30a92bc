from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticFiles(StaticFilesConfig):
    """Django's static files without what no page of ours uses: htmx's extensions import modules that are not there,
    and packing the browsable API's files takes as long as packing our own."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "django_htmx/ext/*", "rest_framework/*"]
