"""A text under the Chatham House rule has no paper of clearance, for a name stands on it: its author ticks that he may share it."""

from functools import partial

from django.db import migrations, models, transaction

from cases.library.stored_files import erase_file

UNDER_THE_RULE = "chatham-house"
TICK = "may-share"
SAID = ("personal", "cleared")


def forget_papers(apps, schema_editor):
    Revision = apps.get_model("wagtailcore", "Revision")
    papers = set()
    for name in ("CasePage", "PracticePage"):
        model = apps.get_model("library", name)
        storage = model._meta.get_field("clearance_paper").storage
        rows = model.objects.filter(attribution=UNDER_THE_RULE)
        bound = {str(pk) for pk in rows.values_list("pk", flat=True)} | _drafts(model, Revision)
        papers |= set(rows.values_list("clearance_paper", flat=True))
        rows.update(clearance_paper="")
        rows.filter(clearance__in=SAID).update(clearance=TICK)
        for version in Revision.objects.filter(object_id__in=bound):
            papers.add(version.content.get("clearance_paper") or "")
            is_said = version.content.get("attribution") == UNDER_THE_RULE and version.content.get("clearance") in SAID
            content = version.content | {"clearance_paper": ""} | ({"clearance": TICK} if is_said else {})
            Revision.objects.filter(pk=version.pk).update(content=content)
    for paper in papers - {""}:
        transaction.on_commit(partial(erase_file, storage, paper))


def _drafts(model, Revision):
    """What was never sent stands in its newest version alone, with the choice of names."""
    return {
        str(pk)
        for pk, version in model.objects.values_list("pk", "latest_revision")
        if version and Revision.objects.get(pk=version).content.get("attribution") == UNDER_THE_RULE
    }


CHOICES = [
    ("personal", "I write in my personal capacity"),
    ("cleared", "My institution has cleared this text"),
    ("not-yet", "Not cleared yet"),
    ("may-share", "I may share this; the paper stays with me"),
]


class Migration(migrations.Migration):
    dependencies = [("library", "0018_what_files_keep")]

    operations = [
        *(
            migrations.AlterField(
                model,
                "clearance",
                models.CharField(choices=CHOICES, default="", max_length=20, verbose_name="clearance"),
            )
            for model in ("casepage", "practicepage")
        ),
        migrations.RunPython(forget_papers, migrations.RunPython.noop),
    ]
