from django.core.management.commands import migrate

from research.accounts import triggers


class Command(migrate.Command):
    """Django's migrate, and then every trigger again."""

    def handle(self, *args, **options):
        super().handle(*args, **options)
        triggers.install()
