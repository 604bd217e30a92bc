"""What the whole suite shares: the browser, the choice of database, the order, and a clean slate between tests."""

import os
import shutil

import hypothesis
import pytest
from django.core.cache import cache
from django.test import TransactionTestCase

from research.accounts import triggers

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ARGS = [
    "--no-sandbox",  # Chromium as root will not start without it.
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NO_CHROMIUM = "browser tests left out: no Chromium on this machine"
NO_POSTGRES = "PostgreSQL run left out: no server was given or found (.ci/with-postgres starts one)"

# No deadline: a browser and a database share the machine. The same examples each time: a failure can be repeated.
hypothesis.settings.register_profile("suite", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("suite")


def chromium():
    """Return the path of the machine's Chromium, CHROMIUM before the usual names, or None."""
    named = os.environ.get("CHROMIUM")
    if named and not shutil.which(named):
        raise pytest.UsageError(f"CHROMIUM names {named}, which cannot be run. Unset it to look for a Chromium.")
    return named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def left_out():
    """Return a line for each part of the suite that this machine cannot run."""
    on_postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
    lines = [] if chromium() else [NO_CHROMIUM]
    return lines if on_postgres or os.environ.get("TEST_POSTGRES_URL") else [*lines, NO_POSTGRES]


def pytest_configure(config):
    if os.environ.get("CI") == "true" and left_out():
        raise pytest.UsageError("Under CI nothing is left out, but: " + "; ".join(left_out()))


def pytest_report_header(config):
    return f"database: {os.environ.get('DATABASE_URL', 'sqlite').split(':')[0]}, browser: {chromium() or 'none'}"


def pytest_collection_modifyitems(config, items):
    if not chromium():
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("browser")])
        items[:] = [item for item in items if not item.get_closest_marker("browser")]
    items.sort(key=lambda item: item.get_closest_marker("slow") is not None)


def pytest_terminal_summary(terminalreporter):
    for line in left_out():
        terminalreporter.write_line(line)


@pytest.fixture(autouse=True)
def empty_cache():
    """Throttles and rate limits count in the cache: a test begins with none used up."""
    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def flush_past_the_triggers():
    """A test with real commits ends by emptying every table, which the triggers on frozen rows rightly refuse."""
    plain = TransactionTestCase._fixture_teardown

    def teardown(case):
        triggers.uninstall()
        plain(case)
        triggers.install()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


@pytest.fixture(scope="session")
def chromium_browser():
    from playwright.sync_api import sync_playwright

    # Playwright's loop runs in this thread; Django would take every query for one from inside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture
def console_errors():
    """What the page complained of. A test that provokes a complaint looks at it here and clears the list."""
    return []


@pytest.fixture
def page(chromium_browser, live_server, console_errors):
    """A fresh tab on the live server. Script errors, console errors and breaches of the CSP fail the test."""

    def heard(message):
        if message.type == "error":
            console_errors.append(f"{message.text} ({message.location['url']})")

    context = chromium_browser.new_context(base_url=live_server.url, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    context.on("console", heard)
    context.on("weberror", lambda error: console_errors.append(str(error.error)))
    yield context.new_page()
    context.close()
    assert console_errors == []
