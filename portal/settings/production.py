"""The settings of a public site: the same as everywhere, and nothing that would leave it open."""

from portal.settings import *  # noqa: F403
from portal.settings import ALLOWED_ORIGINS, DEBUG, PROXY_ADDRESSES
from portal.settings.environment import refuse_unsafe, text

# The key of the environment, not one that was made beside the data.
refuse_unsafe(debug=DEBUG, secret=text("SECRET_KEY"), allowed_origins=ALLOWED_ORIGINS, trusted_proxies=PROXY_ADDRESSES)
