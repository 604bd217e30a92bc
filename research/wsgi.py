import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "research.settings")
application = get_wsgi_application()
# All pages are loaded now, and what stands stays: to look through it for garbage again and again took a third of the
# time of a large request.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
