"""The editors' own pages: headlines of the home pages, and the plain texts."""

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
    planted = {page.slug: page for page in TextPage.objects.child_of(home)}
    for slug, title, body in text_pages(code):
        page = planted[slug]
        page.title, page.body = title, from_markdown(body)
        page.save_revision(log_action=False).publish(log_action=False)
