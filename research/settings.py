"""Settings: everything comes from the environment, and what is left out is safe for one box. README lists the names."""

import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from research.file_storage import storage_of

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / "data")))


def secret_key():
    """Return SECRET_KEY from the environment, else the one kept in DATA_DIR, which only `manage.py demo` makes."""
    kept = DATA_DIR / "secret_key"
    if env("SECRET_KEY", default=""):
        return env("SECRET_KEY")
    if not kept.exists():
        if not env.bool("DEMO", default=False):
            raise ImproperlyConfigured(
                "No SECRET_KEY. Set it in the environment to a long random text, or run `make demo`, "
                f"which makes one and keeps it in {kept}."
            )
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(get_random_secret_key())
    return kept.read_text()


SECRET_KEY = secret_key()
DEBUG = env.bool("DEBUG", default=False)
PORT = env.int("PORT", default=8000)
SITE_URL = env("SITE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
SITE_HOST = urlsplit(SITE_URL).hostname
HTTPS = urlsplit(SITE_URL).scheme == "https"
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]", SITE_HOST])
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
WEB_CONCURRENCY = env.int("WEB_CONCURRENCY", default=1)

INSTALLED_APPS = [
    "research.accounts",
    "research.dossiers",
    "research.sources",
    "research.claims",
    "research.assessments",
    "research.contradictions",
    "research.briefings",
    "research.exports",
    "research.desk",
    "research.reading",
    "research.api",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "research.static_files.StaticFiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "knox",
    "rest_framework",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
]

# The first three stand before whitenoise, so that static files carry the same headers.
MIDDLEWARE = [
    "research.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "research.urls"
WSGI_APPLICATION = "research.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    # IMMEDIATE and WAL: without them 20 writers see "database is locked" on nine writes of ten. Recursive triggers:
    # without them INSERT OR REPLACE deletes a frozen row unseen. No mmap_size: it is blamed for corrupted files.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON; "
        "PRAGMA cache_size=-64000; PRAGMA journal_size_limit=67108864; PRAGMA temp_store=MEMORY;",
    }
# Opening SQLite with its pragmas costs more than most requests.
DATABASES["default"]["CONN_MAX_AGE"] = 60
# Off: with IMMEDIATE, a transaction around a read takes the write lock.
DATABASES["default"]["ATOMIC_REQUESTS"] = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "reading:home"
ACCOUNT_ADAPTER = "research.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {
    "login": env("THROTTLE_SIGNIN_ADDRESS", default="10/m/ip"),
    "login_failed": env("THROTTLE_SIGNIN", default="10/m/ip,5/5m/key"),
}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Crossread"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "research.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["research.api.parsers.BoundedJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "research.api.pagination.CursorPages",
    "DEFAULT_FILTER_BACKENDS": ["research.api.filters.StrictFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "research.api.errors.handler",
    "NUM_PROXIES": TRUSTED_PROXIES,
    "DEFAULT_THROTTLE_RATES": {
        "anon": env("THROTTLE_ANON", default="120/min"),
        "user": env("THROTTLE_USER", default="6000/min"),
        "signin": env("THROTTLE_TOKEN", default="10/min"),
        "import": env("THROTTLE_IMPORT", default="1200/min"),
        "export": env("THROTTLE_EXPORT", default="60/min"),
    },
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
}
REST_KNOX = {"TOKEN_TTL": timedelta(days=env.int("TOKEN_DAYS", default=30))}
SPECTACULAR_SETTINGS = {
    "TITLE": "Crossread",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    # Names for sets of choices whose fields are called alike.
    "ENUM_NAME_OVERRIDES": {
        "ArticleKind": "research.sources.models.Article.Kind",
        "OriginKind": "research.sources.models.Origin.Kind",
        "QuestionKind": "research.claims.models.Question.Kind",
        "ContradictionKind": "research.contradictions.models.Contradiction.Kind",
        "ContradictionState": "research.contradictions.models.Contradiction.State",
        "BriefingState": "research.briefings.models.Briefing.State",
        "ItemState": "research.sources.models.ImportItem.State",
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = env("TIME_ZONE", default="UTC")
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": storage_of(env("STORAGE_URL", default=""), DATA_DIR / "files"),
    "staticfiles": {"BACKEND": "research.static_storage.StaticStorage"},
}
FIXTURES = BASE_DIR / "fixtures"
IMPORT_MAX_BYTES = env.int("IMPORT_MAX_BYTES", default=20_000_000)
IMPORT_MAX_ARCHIVE = env.int("IMPORT_MAX_ARCHIVE", default=500_000_000)
# After so long without a sign of life, what a worker was reading is taken up by another.
IMPORT_LEASE = timedelta(seconds=env.int("IMPORT_LEASE_SECONDS", default=120))
FETCHING_ENABLED = env.bool("FETCHING_ENABLED", default=True)
DATA_UPLOAD_MAX_MEMORY_SIZE = 26_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SAMESITE, SESSION_COOKIE_HTTPONLY = "Lax", True
CSRF_COOKIE_SAMESITE, CSRF_COOKIE_HTTPONLY = "Strict", True
CSRF_FAILURE_VIEW = "research.views.csrf_failure"
if HTTPS:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    SECURE_HSTS_SECONDS, SECURE_HSTS_INCLUDE_SUBDOMAINS, SECURE_HSTS_PRELOAD = 63_072_000, True, True
    CSRF_TRUSTED_ORIGINS = [SITE_URL]
    if TRUSTED_PROXIES:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "research.logs.LineFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "stream": sys.stderr}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"research": {"level": "INFO"}, "django.security": {"level": "INFO"}},
}
