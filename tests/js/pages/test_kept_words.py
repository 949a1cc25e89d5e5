"""kept-words.js: on a page with several forms, sending one loses nothing that was typed in another."""

from playwright.sync_api import expect

BODY = """<kept-words data-key="review:12:7"></kept-words>
<form method="post" action="/en/said/"><details><summary>Remark</summary><textarea id="remark" aria-label="Remark"></textarea></details><button>Leave it</button></form>
<form><textarea id="words" aria-label="Words"></textarea></form>%s"""


def test_words_of_another_form_are_there_again_and_what_was_taken_is_not(page, load):
    load("kept-words.js", BODY % "")
    page.get_by_text("Remark").click()
    page.get_by_label("Remark").fill("Whose\nletters?")
    page.get_by_label("Words").fill("Nearly ready.")
    load("kept-words.js", BODY % "<p>Whose<br>letters?</p>")
    expect(page.get_by_label("Words")).to_have_value("Nearly ready.")
    page.get_by_text("Remark").click()
    expect(page.get_by_label("Remark")).to_have_value("")


def test_what_the_site_has_not_taken_stands_open_again(page, load):
    load("kept-words.js", BODY % "")
    page.get_by_text("Remark").click()
    page.get_by_label("Remark").fill("Whose letters?")
    load("kept-words.js", BODY % "")
    expect(page.get_by_label("Remark")).to_be_visible()
    expect(page.get_by_label("Remark")).to_have_value("Whose letters?")


def test_another_version_of_the_text_begins_empty(page, load):
    load("kept-words.js", BODY % "")
    page.get_by_label("Words").fill("Nearly ready.")
    load("kept-words.js", BODY.replace("12:7", "12:8") % "")
    expect(page.get_by_label("Words")).to_have_value("")


def test_what_was_typed_before_the_script_came_is_kept_too(page, load):
    late = (BODY % "") + '<script>document.getElementById("words").value = "Nearly ready."</script>'
    load("kept-words.js", late)
    load("kept-words.js", BODY % "")
    expect(page.get_by_label("Words")).to_have_value("Nearly ready.")
