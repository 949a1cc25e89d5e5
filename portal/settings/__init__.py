"""All settings of the site. What differs between machines comes from the environment; the README has the table."""

import zoneinfo
from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.contrib.messages.constants import ERROR, INFO, SUCCESS, WARNING
from django.utils.translation import gettext_lazy as _

from portal.settings import environment

# Almaty keeps UTC+5 since 2024: the pinned zone data know it, and those of an old machine may not.
zoneinfo.reset_tzpath(to=())

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = environment.folder("VAR_DIR", BASE_DIR / "var")
PORT = int(environment.text("PORT", "8000"))
DEBUG = environment.flag("DEBUG")
ALLOWED_ORIGINS = environment.origins("ALLOWED_ORIGINS", f"http://127.0.0.1:{PORT} http://localhost:{PORT}")
ALLOWED_HOSTS = environment.hosts_of(ALLOWED_ORIGINS)
CSRF_TRUSTED_ORIGINS = ALLOWED_ORIGINS
SECRET_KEY = environment.secret_key("SECRET_KEY", VAR_DIR / "secret-key", allowed_origins=ALLOWED_ORIGINS)
# What recognises authors under the Chatham House rule: it must lie in no copy of the data, and so not in VAR_DIR.
SEAL_KEYS = environment.seal_keys("SEAL_KEYS", secret=SECRET_KEY)
SEAL_KEYS_ARE_OWN = bool(environment.text("SEAL_KEYS"))
# Who may say for whom he asks (X-Forwarded-For) and over what (X-Forwarded-Proto): portal.asgi listens to these alone.
PROXY_ADDRESSES = environment.proxies("PROXY_ADDRESSES", is_here=environment.flag("BEHIND_PROXY"))
environment.refuse_unsafe(
    debug=DEBUG, secret=SECRET_KEY, allowed_origins=ALLOWED_ORIGINS, trusted_proxies=PROXY_ADDRESSES
)
IS_PUBLIC = not DEBUG and not environment.are_local(ALLOWED_ORIGINS)

INSTALLED_APPS = [
    "portal",
    "portal.demonstration",
    "cases.library",
    "cases.reads",
    "cases.reading_list",
    "cases.reading",
    "cases.collections",
    "cases.contribute",
    "cases.editorial",
    "network.access",
    "network.throttling",
    "network.people",
    "network.trainings",
    "network.rooms",
    "network.notices",
    "search.vocabulary",
    "search.index",
    "search.extraction",
    "search.saved",
    "search.insight",
    "search",
    "network.people.accounts.apps.AccountScreensConfig",  # in place of wagtail.users
    "wagtail.sites",  # a superuser's list of pages leads to it
    "wagtail.snippets",
    "wagtail.documents",  # the admin's frame asks for it; its pages are absent: cases.editorial.admin.absent_urls
    "wagtail.images",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_prose_editor",
    "django_tasks",
    "channels",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # for its catalogue: the admin says with it how long ago something was
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "portal.middleware.clean_request",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.boundary.cache_control.restrict_caching",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.middleware.remember_language",
    "portal.boundary.admin_csp.admin_csp",
    "portal.middleware.activate_time_zone",
    "portal.middleware.uniform_404",
    "portal.boundary.numbers.NumberGuard",
    "portal.boundary.next_addresses.NextAddressGuard",
    "portal.boundary.storage_errors.UnavailableStorage",
    "network.access.middleware.attach_viewer",
    "network.people.sign_in.second_step.ask_for_second_step",
    "search.insight.middleware.record_openings",
    "cases.editorial.admin.middleware.RefusalsAtTheDesk",
    "cases.editorial.admin.middleware.restrict_admin_to_editors",
    "cases.editorial.admin.middleware.PrivateDrafts",
]

ROOT_URLCONF = "portal.urls"
ASGI_APPLICATION = "portal.asgi.application"

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
                "wagtail.contrib.settings.context_processors.settings",
                "portal.look.context_processors.page_frame",
            ],
        },
    },
]
FORM_RENDERER = "portal.look.form_renderer.WholeTextRenderer"

# Seconds that a request waits for a lock of another; then it says «not now». What only reads waits for none.
DATABASE_PATIENCE = float(environment.text("DATABASE_PATIENCE") or 4)
# SQLite: BEGIN IMMEDIATE, or two writers that both began by reading fail at once instead of waiting. FULL, because
# "sent" is promised after the commit, and NORMAL does not reach the disk at every commit. What is deleted is overwritten.
SQLITE_OPTIONS = {
    "timeout": DATABASE_PATIENCE,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
    "PRAGMA cache_size=-32000;",
}
DATABASES = {"default": dj_database_url.parse(environment.text("DATABASE_URL") or f"sqlite:///{VAR_DIR}/site.sqlite3")}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"].setdefault("OPTIONS", {}).update(SQLITE_OPTIONS)
else:
    # Sync views under ASGI take a thread and a connection a request: a pool keeps both few.
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        pool={"min_size": 1, "max_size": 20, "timeout": DATABASE_PATIENCE},
        options=f"-c lock_timeout={int(DATABASE_PATIENCE * 1000)}",
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The layer carries wake-ups alone, never a message; without Redis the hub of this one process is enough.
REDIS_URL = environment.text("REDIS_URL")
CHANNEL_LAYERS = {
    "default": (
        {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [REDIS_URL]}}
        if REDIS_URL
        else {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    )
}
CACHES: dict[str, dict[str, Any]] = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    )
}
# Which sockets are open: apart from the rest, for a cache in the process throws out what it has too much of.
CACHES["sockets"] = CACHES["default"] | (
    {} if REDIS_URL else {"LOCATION": "sockets", "OPTIONS": {"MAX_ENTRIES": 100_000}}
)
# What members have used of what each may do in a minute or a day: apart for the same reason.
CACHES["allowances"] = CACHES["default"] | (
    {} if REDIS_URL else {"LOCATION": "allowances", "OPTIONS": {"MAX_ENTRIES": 100_000}}
)
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

ELASTICSEARCH_URL = environment.text("ELASTICSEARCH_URL")  # of several nodes, with commas between them
# What the names of this site's indices begin with: several sites may share a cluster.
ELASTICSEARCH_PREFIX = environment.text("ELASTICSEARCH_PREFIX") or "chaikhana"
SEARCH_INDEX_FILE = VAR_DIR / "search.sqlite3"
VECTORS_FILE = VAR_DIR / "vectors.sqlite3"
# None: `manage.py serve` starts the bundled model and tells its processes the address. Empty: search goes by words alone.
EMBEDDINGS_URL = {"": None, "off": ""}.get(environment.text("EMBEDDINGS_URL"), environment.text("EMBEDDINGS_URL"))
EMBEDDINGS_MODEL = environment.text("EMBEDDINGS_MODEL") or "multilingual-e5-small"
# Seconds that somebody who searches waits for the meaning of his words; then search goes on by words.
EMBEDDINGS_PATIENCE = float(environment.text("EMBEDDINGS_PATIENCE") or 1)
# Without a worker beside the site (tests, one small process) the index follows each commit at once.
SEARCH_INLINE = environment.flag("SEARCH_INLINE")

# --- people ---
AUTH_USER_MODEL = "people.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "network.people.sign_in.passwords.NotOneself"},
    {"NAME": "network.people.sign_in.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "network.people.sign_in.passwords.NotEverybodys"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
# Of Django, for that of allauth makes a second copy of every address, by which one could sign in too.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_ADAPTER = "network.people.sign_in.adapter.InvitationOnly"
ACCOUNT_FORMS = {
    "login": "network.people.sign_in.forms.SignInForm",
    "reauthenticate": "network.people.sign_in.forms.PasswordAgainForm",
    "change_password": "network.people.sign_in.forms.NewPasswordForm",
    "set_password": "network.people.sign_in.forms.FirstPasswordForm",
    "reset_password": "network.people.sign_in.forms.ForgottenPasswordForm",
    "reset_password_from_key": "network.people.sign_in.forms.PasswordByLinkForm",
}
MFA_ADAPTER = "network.people.sign_in.adapter.SecondStep"
MFA_FORMS = {
    "authenticate": "network.people.sign_in.forms.SecondStepForm",
    "reauthenticate": "network.people.sign_in.forms.SecondStepAgainForm",
    "activate_totp": "network.people.sign_in.forms.FirstCodeForm",
    "add_webauthn": "network.people.sign_in.forms.NewPasskeyForm",
    "edit_webauthn": "network.people.sign_in.forms.PasskeyNameForm",
}
ACCOUNT_RATE_LIMITS = False  # network.throttling counts, in the database: a cache forgets, and a room is one address
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG  # a browser takes http://localhost for safe, and the library does not
SESSION_SERIALIZER = "network.session_serializer.SealedSerializer"
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_PUBLIC
LANGUAGE_COOKIE_AGE = int(timedelta(days=365).total_seconds())

# --- languages ---
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("ru", "Русский"),
    ("kk", "Қазақша"),
    ("ky", "Кыргызча"),
    ("tg", "Тоҷикӣ"),
    ("tk", "Türkmençe"),
    ("uz", "Oʻzbekcha"),
]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Almaty"

# --- files ---
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/files/"
MEDIA_ROOT = VAR_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
PICTURE_MAX_PIXELS = 40_000_000  # read from the header: a 21 KB file may unpack to 861 MiB
PICTURE_MAX_BYTES = 12 * 1024 * 1024
ATTACHMENT_MAX_BYTES = 20 * 1024 * 1024
ATTACHMENT_EXTENSIONS = [
    *("pdf", "docx", "pptx", "xlsx", "odt", "ods", "odp", "csv", "txt"),
    *("jpg", "jpeg", "png", "webp", "heic", "heif", "avif", "tif", "tiff"),
]

# --- mail ---
EMAIL_URL = environment.text("EMAIL_URL")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_URL else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "Chaikhana <noreply@chaikhana.example>")
if EMAIL_URL:
    globals().update(environment.mail_settings(EMAIL_URL))

SITE_NAME = _("Chaikhana")

# --- Wagtail ---
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("ru", "Русский")]
WAGTAILADMIN_BASE_URL = ALLOWED_ORIGINS[0]
WAGTAILADMIN_LOGIN_URL = "/account/login/"
WAGTAILADMIN_GLOBAL_EDIT_LOCK = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
# Home pages and plain texts: no pictures, files and embeds of other hosts, whose addresses readers could not open.
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h2", "h3", "h4", "bold", "italic", "ol", "ul", "hr", "blockquote", "link"]},
    }
}
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "cases.editorial.review.workflow_completion.publish_reviewed"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_IMAGE_MODEL = "library.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cases.files.picture_form.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "heic", "heif", "avif", "tif", "tiff"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = PICTURE_MAX_BYTES
WAGTAILIMAGES_MAX_IMAGE_PIXELS = PICTURE_MAX_PIXELS
WAGTAILIMAGES_RENDITION_STORAGE = "default"
TAGGIT_CASE_INSENSITIVE = True
TAG_SPACES_ALLOWED = True

# --- safety ---
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": [
        "/admin/"
    ],  # Wagtail's admin carries inline scripts: portal.boundary.admin_csp gives it its own
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail says otherwise of its own previews
SECURE_SSL_REDIRECT = IS_PUBLIC
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]  # asked beside the proxy
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if IS_PUBLIC else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_PUBLIC  # a neighbour spoken to over http could set cookies for this site

# In a cookie: from the session, the first page that shows a message would have to take it out again.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
MESSAGE_TAGS = {
    INFO: "information",
    SUCCESS: "done",
    WARNING: "going-on",
    ERROR: "mend",
}  # kinds of components/notice.html
SILENCED_SYSTEM_CHECKS = [
    "wagtailadmin.W003",
    "security.W021",  # to be in the browsers' own lists is for the domain's owner to ask
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
