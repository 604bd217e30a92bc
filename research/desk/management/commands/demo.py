import secrets

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from research.accounts.models import User
from research.desk import worked_example
from research.desk.collecting import collect

ADMINISTRATOR = {"username": "admin", "name": "Site administrator", "role": "administrator"}


class Command(BaseCommand):
    help = "Prepare the worked example with a sign-in for each role, then serve the site on 127.0.0.1."

    def add_arguments(self, parser):
        parser.add_argument("--prepare", action="store_true", help="prepare and stop, without serving")

    def handle(self, *, prepare, **options):
        self.console = Console(file=self.stdout)
        people = [ADMINISTRATOR, *worked_example.story()["people"]]
        call_command("migrate", verbosity=0)
        self.refuse_a_site_in_use({person["username"] for person in people})
        collect()
        passwords = self.sign_ins(people)
        if not worked_example.is_loaded():
            self.load({row["username"]: User.objects.get(username=row["username"]) for row in people})
        self.tell(people, passwords)
        if not prepare:
            call_command("serve")

    def refuse_a_site_in_use(self, ours):
        others = User.objects.exclude(username__in=ours).values_list("username", flat=True)[:3]
        if others:
            raise CommandError(
                f"This site has people of its own ({', '.join(others)}), so the worked example is not loaded into it. "
                "Name another folder: DATA_DIR=… make demo"
            )

    def sign_ins(self, people):
        """Return {username: password}: kept in DATA_DIR, made where they are missing. Only new people get one."""
        kept = settings.DATA_DIR / "sign-ins.txt"
        known = dict(line.split() for line in kept.read_text().splitlines()) if kept.exists() else {}
        for row in people:
            known.setdefault(row["username"], secrets.token_urlsafe(12))
            if not User.objects.filter(username=row["username"]).exists():
                make = User.objects.create_superuser if row is ADMINISTRATOR else User.objects.create_user
                first, _, last = row["name"].partition(" ")
                make(row["username"], password=known[row["username"]], first_name=first, last_name=last)
        kept.touch(mode=0o600)
        kept.write_text("".join(f"{name} {password}\n" for name, password in known.items()))
        return known

    def load(self, people):
        with Progress(console=self.console, transient=True) as progress, transaction.atomic():
            told = worked_example.story()
            task = progress.add_task(
                "worked example", total=sum(len(told[k]) for k in ("articles", "claims", "briefings"))
            )

            def step(words):
                progress.update(task, advance=1, description=words[:40])

            worked_example.Loader(people, step).load()

    def tell(self, people, passwords):
        table = Table("sign in as", "password", "role", title="The worked example is ready", title_justify="left")
        for row in people:
            table.add_row(row["username"], passwords[row["username"]], row["role"])
        self.console.print(table)
        self.console.print(
            f"Read:  {settings.SITE_URL}/\nWork:  {settings.SITE_URL}/desk/\nStop:  Ctrl-C", highlight=False
        )
