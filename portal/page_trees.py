"""The page trees of the seven languages: a home page, a library and plain texts each, and the site they belong to."""

from django.utils.translation import override
from wagtail.models import Locale, Page, Site

from cases.library.models import LibraryPage
from network.access.gate import action
from portal.models import HomePage, TextPage
from portal.texts import PLAIN_TEXTS
from search.site import LANGUAGE_NAMES, SITE_NAME, site_host


@action
def create_page_trees() -> list[HomePage]:
    """Make what is missing of the trees; called again it changes nothing. The first home is the site's root."""
    root = Page.objects.get(depth=1)
    _remove_welcome_page()
    homes = [_home(root, code) for code in LANGUAGE_NAMES]
    with override("en"):
        name = str(SITE_NAME)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": site_host(), "port": 80, "root_page": homes[0], "site_name": name},
    )
    return homes


def _remove_welcome_page() -> None:
    """Wagtail's own migrations plant a page that says welcome, in the place of ours."""
    for page in Page.objects.filter(depth=2, content_type__app_label="wagtailcore"):
        Site.objects.filter(root_page=page).delete()
        Page.objects.get(depth=1).get_children().get(pk=page.pk).delete()


def _home(root: Page, code: str) -> HomePage:
    locale, _made = Locale.objects.get_or_create(language_code=code)
    home = HomePage.objects.filter(locale=locale).select_related("locale").first()
    if home is None:
        first = HomePage.objects.first()
        home = HomePage(title=f"Home ({code})", slug=f"home-{code}", locale=locale)
        if first:
            home.translation_key = first.translation_key
        # Asked anew, for treebeard counts children on the object it is given.
        Page.objects.get(pk=root.pk).add_child(instance=home)
    _library(home, code)
    _plain_texts(home, code)
    return home


def _library(home: HomePage, code: str) -> None:
    if not LibraryPage.objects.filter(locale=home.locale).exists():
        first_library = LibraryPage.objects.first()
        library = LibraryPage(title=f"Library ({code})", slug=f"library-{code}", locale=home.locale)
        if first_library:
            library.translation_key = first_library.translation_key
        home.add_child(instance=library)


def _plain_texts(home: HomePage, code: str) -> None:
    """Each missing one as a draft that editors fill: until then readers get it in another language, or not at all."""
    there = set(TextPage.objects.child_of(home).values_list("slug", flat=True))
    for slug, title in PLAIN_TEXTS:
        if slug in there:
            continue
        first = TextPage.objects.filter(slug=slug).first()
        with override(code):
            text = TextPage(title=str(title), slug=slug, locale=home.locale, live=False)
        if first:
            text.translation_key = first.translation_key
        home.add_child(instance=text)
