"""The site as it is served, in a folder of its own, beside a plain Wagtail page with the same fields."""

import os
import tempfile

os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="chaikhana-bench-"))
os.environ.setdefault("SECRET_KEY", "a secret for measurements alone, which is quite as long as a real one")
os.environ.setdefault("DATABASE_URL", "")
os.environ["DEBUG"] = ""

from portal.settings import *  # noqa: F403
from portal.settings import INSTALLED_APPS, STORAGES

INSTALLED_APPS = ["bench.plain", *INSTALLED_APPS]
ROOT_URLCONF = "bench.site.urls"
ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
