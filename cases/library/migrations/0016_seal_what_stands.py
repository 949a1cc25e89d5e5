"""What stands under the Chatham House rule, and what was never sent, loses its authors; and they lose the notices about it."""

from django.db import migrations

from network.access.seals import seal

UNDER_THE_RULE = "chatham-house"


def seal_what_stands(apps, schema_editor):
    Authorship, Notice = apps.get_model("library", "Authorship"), apps.get_model("notices", "Notice")
    under_the_rule = {
        pk
        for name in ("CasePage", "PracticePage")
        for pk in apps.get_model("library", name).objects.filter(attribution=UNDER_THE_RULE).values_list("pk", flat=True)
    }
    sent = _sent(apps)
    for row in Authorship.objects.exclude(member=None).select_related("page"):
        if row.page_id in under_the_rule or row.page_id not in sent:
            mark = seal("text", row.page.translation_key, row.member_id)
            fields = {"client_id": None, "begun_version": ""} if row.page_id in under_the_rule else {}
            Authorship.objects.filter(pk=row.pk).update(member=None, seal=mark, **fields)
    for page in under_the_rule:
        Notice.objects.filter(path=f"/contribute/{page}/text/").delete()


def _sent(apps):
    """Ids of pages that editors have had."""
    published = apps.get_model("wagtailcore", "Page").objects.exclude(first_published_at=None)
    reviewed = apps.get_model("wagtailcore", "WorkflowState").objects.values_list("object_id", flat=True)
    return {*published.values_list("pk", flat=True), *map(int, reviewed)}


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0015_sealed_authors"),
        ("notices", "0002_initial"),
        ("wagtailcore", "0094_alter_page_locale"),
    ]

    operations = [migrations.RunPython(seal_what_stands, migrations.RunPython.noop)]
