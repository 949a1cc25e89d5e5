"""The editors' own pages: headlines of the home pages, and the plain texts."""

from wagtail.models import Locale

from network.markup import from_markdown
from portal.demonstration.content import table, text_pages
from portal.models import HomePage, TextPage


def load_text_pages() -> None:
    homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    greetings = table("home")
    for code, home in homes.items():
        if greeting := greetings.get(code):
            home.title = greeting["title"]
            home.headline, home.lead = greeting["headline"], greeting["lead"]
            home.origin = from_markdown(greeting["origin"])
            home.save()
        _texts(home, code)


def _texts(home: HomePage, code: str) -> None:
    locale = Locale.objects.get(language_code=code)
    for slug, title, body in text_pages(code):
        first = TextPage.objects.filter(slug=slug).first()
        page = TextPage(title=title, slug=slug, body=from_markdown(body), locale=locale)
        if first:
            page.translation_key = first.translation_key
        home.add_child(instance=page)
