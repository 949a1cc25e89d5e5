"""What templates know of the site, those too that are rendered without a request."""

from django import template

from search.site import SITE_NAME

register = template.Library()


@register.simple_tag
def site_name() -> str:
    """As the settings have it; what editors named it is `site_identity.name`."""
    return str(SITE_NAME)
