"""Moments that a notice keeps as text, in the words of whoever reads it."""

from datetime import datetime

from django import template

from network.time_zones import moment_words

register = template.Library()


@register.filter
def moment(kept: str, zone: str) -> str:
    """kept: in ISO 8601, with its offset. As the clocks of `zone` show it, and which city that is."""
    return moment_words(datetime.fromisoformat(kept), zone)
