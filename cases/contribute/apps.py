from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContributeConfig(AppConfig):
    name = "cases.contribute"
    label = "contribute"
    verbose_name = _("Contributions")
