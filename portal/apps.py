from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    label = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        from wagtail.models import Collection, Site
        from wagtail.permissions import register_permission_policy
        from wagtail.signals import page_published

        from cases.files.file_access import register_files
        from network.access.audit.acts import Act
        from network.access.audit.watching import audit_deletions, audit_pages, audit_settings
        from portal.boundary.database import keep_xml_text
        from portal.home.panels import home_panels
        from portal.look.mark import find_mark
        from portal.models import HomePage, Identity
        from portal.serving.retention import register_retention
        from portal.site_setup import connect_signals
        from search.permissions import PermanentRowPolicy

        keep_xml_text()
        HomePage.edit_handler = home_panels()
        register_files("identity", find_mark)
        register_permission_policy(Site, PermanentRowPolicy(Site))
        connect_signals()
        register_retention()
        audit_settings("identity", Identity)
        audit_settings("site", Site)
        audit_deletions("collection", Collection)
        audit_pages("home", HomePage, {page_published: Act.HOME_PUBLISHED})  # with its first texts and its banners
