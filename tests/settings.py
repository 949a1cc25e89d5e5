"""The site's settings, with what makes tests fast and keeps them apart."""

import os
import tempfile

os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="chaikhana-tests-"))
os.environ.setdefault("SECRET_KEY", "a secret for tests alone, which is quite as long as a real one")

from portal.settings import *  # noqa: F403
from portal.settings import CACHES, CHANNEL_LAYERS, DATABASES, ELASTICSEARCH_URL, REDIS_URL, STATIC_ROOT, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # or each test would be told that it is not there
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"] = {"NAME": None}
    DATABASES["default"]["OPTIONS"] = {"timeout": 20}  # seconds; two tests beside each other wait for no person
else:
    DATABASES["default"]["OPTIONS"].pop("pool", None)  # the test runner drops the database under a pool's feet
if REDIS_URL:
    # A database of Redis for each process that tests: they empty their caches, and talk in rooms of the same number.
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) + 1
    own = REDIS_URL.rsplit("/", 1)[0] + f"/{number}"
    for cache in CACHES.values():
        cache["LOCATION"] = own
    CHANNEL_LAYERS["default"]["CONFIG"] = {"hosts": [own], "prefix": f"tests-{number}"}
EMBEDDINGS_URL = ""  # by words alone, unless a test starts a server
if ELASTICSEARCH_URL:
    ELASTICSEARCH_PREFIX = f"tests-{os.getpid()}"
