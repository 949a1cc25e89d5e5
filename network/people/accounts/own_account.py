"""What one sets for oneself in the admin. Name, address and password are changed on the site's own pages."""

from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, BaseSettingsPanel, NameEmailSettingsPanel


class OwnAccountView(AccountView):
    """Without Wagtail's first and last name, which no account has here, and its picture, which nobody would be shown."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        absent = (NameEmailSettingsPanel, AvatarSettingsPanel)
        return [panel for panel in super().get_panels() if not isinstance(panel, absent)]
