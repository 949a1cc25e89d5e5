from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "cases.editorial"
    label = "editorial"
    verbose_name = _("Editorial work")

    def ready(self) -> None:
        from cases.editorial.admin.draft_policies import register_policies
        from cases.editorial.admin.listings import leave_out_check_boxes
        from cases.editorial.admin.panels import panels_of
        from cases.editorial.admin.spreadsheets import write_xml_text_alone
        from cases.editorial.review.text_comparison import compare_in_bounds
        from cases.library.models import KINDS

        compare_in_bounds()
        leave_out_check_boxes()
        write_xml_text_alone()
        for model in KINDS.values():
            model.edit_handler = panels_of(model)
        register_policies()
