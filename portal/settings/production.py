"""The settings of a public site: the same as everywhere, and nothing that would leave it open."""

from portal.settings import *  # noqa: F403
from portal.settings import ALLOWED_ORIGINS, DEBUG, SECRET_KEY
from portal.settings.environment import refuse_unsafe

refuse_unsafe(debug=DEBUG, secret=SECRET_KEY, allowed_origins=ALLOWED_ORIGINS)
