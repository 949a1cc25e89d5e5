"""Facets and addresses of any list that can be narrowed."""

from search.lists.listing import chosen_filters, facet_group, querystring


def test_a_chosen_value_stands_in_its_facet_though_nothing_has_it() -> None:
    names = {"water": ("Water", ""), "borders": ("Borders", "en")}
    group = facet_group(
        "theme", "Themes", counts={"water": 3}, chosen=["borders", "unknown"], names=names, unfolded=False
    )
    assert [(one.label, one.count, one.chosen) for one in group.values] == [("Water", 3, False), ("Borders", 0, True)]
    assert group.open


def test_each_chosen_value_leads_to_the_list_without_it() -> None:
    names = {"water": ("Water", ""), "borders": ("Borders", "")}
    group = facet_group("theme", "Themes", counts=dict.fromkeys(names, 1), chosen=["water"], names=names, unfolded=True)
    assert chosen_filters([group], lambda name, value: f"?not={name}:{value}") == [
        {"label": "Water", "url": "?not=theme:water"}
    ]


def test_an_address_leaves_out_what_is_empty_and_survives_half_a_character() -> None:
    assert querystring({"q": "", "theme": ["water", "two words"], "lang": [], "after": "5"}) == (
        "?theme=water&theme=two+words&after=5"
    )
    assert querystring({"q": "a\ud800b"}) == "?q=ab"
