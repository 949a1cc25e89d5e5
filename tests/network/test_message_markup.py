"""A link in a message says where it leads."""

import pytest

from network.markup.messages import host_of, render_message


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/login",
        "//evil.example/login",
        "///evil.example/login",
        r"\\\\evil.example/login",
        r"/\\evil.example/login",
        "http:evil.example/login",
        "HTTP:/evil.example:8443/login",
        "https://unitar.org@evil.example/",
        "https://unitar.org:80@evil.example:443/",
        "https://unitar.org%40evil.example/",
        "https://EVIL.example./login",
    ],
)
def test_a_link_to_another_host_is_followed_by_its_name(address: str) -> None:
    for words in ("our page", "https://unitar.org", "https://unitar.org/?evil.example"):
        html = render_message(f"See [{words}]({address}).")
        is_elsewhere = "<a href" in html and 'href="%5C' not in html and 'href="/%5C' not in html
        assert not is_elsewhere or "(evil.example)</span></a>" in html


@pytest.mark.parametrize("address", ["https://evil.example/a", "//evil.example/a", "http:evil.example"])
def test_none_of_them_is_merely_left_as_text(address: str) -> None:
    assert "(evil.example)</span></a>" in render_message(f"[our page]({address})")


@pytest.mark.parametrize(
    "text",
    [
        "see https://unece.org/water",
        "[unece.org/water](https://unece.org/water)",
        "[the case](/en/cases/dam/)",
        "[write to us](mailto:office@unitar.org)",
        "[home](http://localhost/en/)",
    ],
)
def test_a_link_that_says_so_already_is_left_alone(text: str) -> None:
    html = render_message(text)
    assert "<a " in html
    assert "<span" not in html


def test_a_host_in_letters_that_look_like_others_is_named_as_it_is_known() -> None:
    assert "(xn--" in render_message("[unitar.org](https://unitаr.org/)")  # with a Cyrillic «а»


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("ht\ntps://evil.example", "evil.example"),
        (" \x01//evil.example", "evil.example"),
        ("/en/", ""),
        ("mailto:a@b.example", ""),
        ("#x", ""),
    ],
)
def test_a_host_is_read_as_browsers_do(address: str, host: str) -> None:
    assert host_of(address) == host
