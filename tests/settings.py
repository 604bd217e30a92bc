"""The site's settings in a folder of their own, so that no test reads or writes what the site keeps in DATA_DIR."""

import atexit
import os
import shutil
import tempfile

DATA_DIR_OF_TESTS = tempfile.mkdtemp(prefix="crossread-tests-")
atexit.register(shutil.rmtree, DATA_DIR_OF_TESTS, ignore_errors=True)

# What the environment says of the site at large does not hold here, save DATABASE_URL: it chooses the engine.
for name in ("ALLOWED_HOSTS", "CACHE_URL", "DEBUG", "DEMO", "EMAIL_URL", "PORT", "SITE_URL", "STORAGE_URL"):
    os.environ.pop(name, None)
os.environ["DATA_DIR"] = DATA_DIR_OF_TESTS
os.environ["SECRET_KEY"] = "for the tests alone"
# A command started by a test is the site's, with the folder above.
os.environ["DJANGO_SETTINGS_MODULE"] = "research.settings"

from research.settings import *  # noqa: E402, F403
from research.settings import DATABASES, INSTALLED_APPS, STATIC_ROOT, STORAGES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, for in memory every thread of the live server would share one connection and one transaction.
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(DATA_DIR_OF_TESTS, "test.sqlite3")}

# Argon2 takes its time on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# pytest-django's live server finds static files only where it knows the app by its own name.
INSTALLED_APPS = ["django.contrib.staticfiles" if "StaticFiles" in app else app for app in INSTALLED_APPS]
# whitenoise warns where the folder is missing, and a warning is an error here.
STATIC_ROOT.mkdir(parents=True)
