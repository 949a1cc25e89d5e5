"""All texts that are their authors' alone."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, WorkflowState

from cases.library.models import KINDS, Authorship
from network.access.seals import SPENT


def private_texts() -> QuerySet[Page]:
    """Texts that are their authors' alone: not published, not, or no longer, in a review, and not let go."""
    reviews = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id=Cast(OuterRef("pk"), CharField())
    )
    kinds = ContentType.objects.get_for_models(*KINDS.values()).values()
    let_go = Authorship.objects.filter(page=OuterRef("pk"), seal=SPENT)
    return Page.objects.filter(~Exists(reviews), ~Exists(let_go), live=False, content_type__in=kinds)
