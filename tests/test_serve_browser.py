"""The page, used in a browser: by mouse, by keyboard and on a phone."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest

from pipeline.schema import Claim, Record, Span, Speaker, Triple
from tests.serving import service

pytestmark = pytest.mark.slow

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split()
#: An emoji before the claims: code points and UTF-16 units differ. Markup, entities and what a template would take for its own.
ATTACK = "🏭🇮🇹 Titolo <script>document.title = 'taken'</script>\n\nMarta Lodi nega che la <b onclick=\"x\">fabbrica</b> &amp; il ponte chiudano. «Il <img src=x onerror=\"document.title='taken'\"> resta», dice Ada Neri."


@pytest.fixture(scope="module")
def browser():
    if not Path(CHROMIUM).exists():
        assert not os.environ.get("BROWSER_REQUIRED"), f"there is no {CHROMIUM}"
        pytest.skip(f"no Chromium at {CHROMIUM} (CHROMIUM names another place)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def url():
    with service("--max-characters", "3000") as running:
        yield running.url


@pytest.fixture
def visit(browser, url):
    """Open the page; whatever the console says, or is asked of another host, fails the test."""
    contexts, said = [], []

    def open_page(**options):
        context = browser.new_context(**{"permissions": ["clipboard-read", "clipboard-write"], "reduced_motion": "reduce", **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: request.url.startswith((url, "blob:")) or said.append(request.url))
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [line for line in said if "the server responded with a status of" not in line] == []


def submit(page, text):
    page.fill("#text", text)
    page.click(".primary")
    page.wait_for_selector("#result:not([hidden])")


def example(page):
    page.click("#example")
    page.wait_for_selector("#result:not([hidden])")
    return page


def article_text(page):
    """The article as it is shown, without the tags before claims."""
    return page.evaluate("() => { const a = document.getElementById('article').cloneNode(true); a.querySelectorAll('.tag').forEach((t) => t.remove()); return a.textContent; }")


def lit(page, name):
    """What is lit up in the text."""
    return page.locator(f"#article mark.lit-{name}").all_text_contents()


def head(page, claim):
    return page.locator("#triples .head", has_text=claim)


def focused(page):
    return page.evaluate("() => document.activeElement.textContent")


def test_the_example_shows_all_stances_by_colour_and_word(visit):
    page = example(visit())
    assert set(page.locator("#article .tag b").all_text_contents()) == {"support", "oppose", "doubt", "neutral"}
    colours = {page.locator(f"#article mark.claim.{s}").first.evaluate("e => getComputedStyle(e).borderBottomColor + getComputedStyle(e).borderBottomStyle") for s in ("support", "oppose", "doubt", "neutral")}
    assert len(colours) == 4
    assert "Marta Lodi: oppose" in page.locator("#article .tag").nth(1).text_content()
    assert article_text(page) == page.input_value("#text")
    assert page.inner_text("#status") == f"{page.locator('#triples > li').count()} triples of 6 speakers."


def test_an_article_is_text_and_never_markup(visit, nlp):
    page = visit()
    submit(page, ATTACK)
    assert article_text(page) == ATTACK and page.title() == "Chidice: who says what"
    assert page.locator("#article script, #article img, #article b[onclick], #triples img, #triples script").count() == 0
    spans = {t.claim.text for t in nlp(ATTACK)._.triples}
    assert len(spans) == 2
    # each claim is marked where it is, though the emoji before it counts as two for JavaScript
    assert {" ".join(page.locator(f"#article mark[data-claims~='{n}']").all_text_contents()) for n in range(2)} == spans
    assert set(page.locator("#triples .words").all_text_contents()) == spans


def test_pointing_lights_up_what_belongs_together(visit):
    page = example(visit())
    page.hover("#article mark:text('i licenziamenti siano decisi')")
    assert (lit(page, "claims"), lit(page, "mentions"), lit(page, "cues")) == (["i licenziamenti siano decisi"], ["La direttrice"], ["nega"])
    assert page.locator("#triples .lit .words").all_text_contents() == ["i licenziamenti siano decisi"]
    page.hover("#article mark:text('i sindacati')")
    assert (lit(page, "claims"), lit(page, "mentions")) == (["alla vendita"], ["i sindacati"])
    head(page, "perso due anni").hover()
    assert lit(page, "claims") == ["L'azienda", "ha «perso due anni»"]
    page.hover("#article mark:text('Non c\\'è alcun piano')")
    assert lit(page, "mentions") == [] and page.locator("mark.lit-elsewhere").all_text_contents() == ["Marta Lodi", "La direttrice"]
    page.hover("h1")
    assert lit(page, "claims") == []


def test_a_click_shows_cue_rule_and_confidence(visit):
    page = example(visit())
    page.click("#article mark:text('i licenziamenti siano decisi')")
    details = page.locator("#triples .open .details").inner_text()
    assert re.search(r"Cue\s+nega\s+Speaker here\s+La direttrice\s+Rule\s+che-clause\s+Confidence\s+0\.\d\d\s+Characters\s+\d+–\d+", details)
    assert page.locator(".open .head").get_attribute("aria-expanded") == "true"
    page.hover("h1")
    assert lit(page, "mentions") == ["La direttrice"]  # what is chosen stays lit
    page.click("#article mark:text('alla vendita')")
    assert page.locator("#triples .open .words").all_text_contents() == ["alla vendita"]
    page.click(".open [data-action=close]")
    assert page.locator("#triples .open").count() == 0
    head(page, "alla vendita").click()
    page.click(".open [data-action=text]")
    assert focused(page) == "claim of i sindacati: oppose"
    head(page, "alla vendita").click()
    assert page.locator("#triples .open").count() == 0  # a second click closes


def test_selecting_words_chooses_nothing(visit):
    page = example(visit())
    page.locator("#article mark:text('alla vendita')").dblclick()
    page.keyboard.press("Escape")
    box = page.locator("#article mark:text('il nuovo socio')").bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 8)
    page.mouse.up()
    assert page.evaluate("() => getSelection().toString()") and page.locator("#triples .open").count() == 0


def test_filters(visit):
    page = example(visit())
    whole = page.locator("#triples > li").count()
    visible = page.locator("#triples > li:not([hidden])")
    page.select_option("[name=stance]", "doubt")
    assert page.inner_text("#count") == f"2 of {whole} triples" and visible.count() == 2
    assert page.locator("#article .tag:visible b").all_text_contents() == ["doubt", "doubt"]
    assert page.locator("#article mark.cue:not(.off-cues)").all_text_contents() == ["dubita", "non esclude"]
    hidden = page.locator("#article mark.claim.off-claims")
    assert hidden.count() > 5 and set(hidden.evaluate_all("marks => marks.map((m) => getComputedStyle(m).borderBottomWidth)")) == {"0px"}
    page.select_option("[name=kind]", "direct")
    assert visible.count() == 0 and page.inner_text("#none") == "No triple is left by this choice." and page.locator("#export button:disabled").count() == 4
    page.click("text=Show all")
    assert page.inner_text("#count") == f"{whole} of {whole} triples"
    assert page.locator("[name=speaker] option").nth(1).inner_text() == "Marta Lodi (4)"
    head(page, "Non c'è alcun piano").click()
    page.click(".open [data-action=speaker]")
    assert set(visible.locator(".speaker").all_text_contents()) == {"Marta Lodi"} and visible.count() == 4
    assert page.locator(".open .words").text_content() == "Non c'è alcun piano"  # still shown, still open
    page.select_option("[name=stance]", "oppose")
    assert page.locator(".open").count() == 0


def test_a_claim_inside_another(visit):
    text = "🏭 Marta Lodi ha detto che il sindaco nega che la fabbrica chiuda."

    def triple(number, words, name, stance, **more):
        at = text.index(words)
        return Triple(id=number, kind="indirect", stance=stance, speaker=Speaker(name=name), claim=Claim.of([Span.of(text, at, at + len(words))]), **more)

    triples = [triple(0, "il sindaco nega che la fabbrica chiuda", "Marta Lodi", "support"), triple(1, "la fabbrica chiuda", "il sindaco", "oppose", nested_in=0)]
    page = visit()
    page.route("**/extract", lambda route: route.fulfill(json=Record(id="a", text=text, triples=triples).model_dump(mode="json")))
    submit(page, text)
    inner = page.locator("#article mark", has_text=re.compile("^la fabbrica chiuda$"))
    assert inner.get_attribute("class").split() == ["claim", "oppose"]
    page.select_option("[name=stance]", "support")
    assert inner.get_attribute("class").split() == ["claim", "support"]  # that of the claim around it, which is left
    head(page, "il sindaco nega").click()
    assert "".join(lit(page, "claims")) == "il sindaco nega che la fabbrica chiuda"
    page.select_option("[name=stance]", "oppose")
    page.click("text=Copy JSON")
    page.wait_for_function("() => document.getElementById('status').textContent === '1 triple copied as JSON.'")
    (left,) = Record.model_validate_json(page.evaluate("() => navigator.clipboard.readText()")).triples
    assert (left.id, left.nested_in) == (1, None)
    page.click("text=Show all")
    page.locator("#h1").click()
    assert "Inside" in page.locator(".open .details").inner_text()
    page.click(".open [data-go]")
    page.wait_for_function("() => document.querySelector('.open .words').textContent.startsWith('il sindaco nega')")


def test_copy_and_download(visit, nlp, tmp_path):
    page = example(visit())
    text = page.input_value("#text")
    page.click("text=Copy JSON")
    page.wait_for_function("() => document.getElementById('status').textContent.includes('copied as JSON')")
    record = Record.model_validate_json(page.evaluate("() => navigator.clipboard.readText()"))
    assert record.text == text and record.triples == nlp(text)._.triples and record.id == "example"
    page.select_option("[name=stance]", "doubt")
    page.click("text=Copy CSV")
    page.wait_for_function("() => document.getElementById('status').textContent === '2 triples copied as CSV.'")
    rows = list(csv.DictReader(io.StringIO(page.evaluate("() => navigator.clipboard.readText()"))))
    assert [row["stance"] for row in rows] == ["doubt", "doubt"] and all(0 < float(row["confidence"]) < 1 for row in rows)
    for form in ("json", "csv"):
        with page.expect_download() as waiting:
            page.click(f"text=Download {form.upper()}")
        assert waiting.value.suggested_filename == f"example.{form}"
        waiting.value.save_as(tmp_path / form)
    (line,) = (tmp_path / "json").read_text(encoding="utf-8").splitlines()
    assert [t.stance for t in Record.model_validate_json(line).triples] == ["doubt", "doubt"]
    assert len(list(csv.DictReader(io.StringIO((tmp_path / "csv").read_text(encoding="utf-8"))))) == 2


def test_copying_the_old_way(visit):
    """Over plain HTTP from another machine a browser has no navigator.clipboard."""
    page = visit()
    page.evaluate("() => Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })")
    example(page)
    page.click("text=Copy JSON")
    page.wait_for_function("() => document.getElementById('status').textContent.includes('copied as JSON')")
    page.evaluate("() => delete navigator.clipboard")
    assert Record.model_validate_json(page.evaluate("() => navigator.clipboard.readText()")).id == "example"


def test_by_keyboard_alone(visit):
    page = visit()
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the article"
    page.keyboard.press("Tab")
    page.keyboard.insert_text("Marta Lodi nega che la fabbrica chiuda. «Il ponte resta chiuso», ha detto Ada Neri. Contrari alla vendita i sindacati.")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#result:not([hidden])")
    page.wait_for_function("() => document.activeElement.id === 'result-title'")
    for _ in range(4):
        page.keyboard.press("Tab")
    assert focused(page) == "Show all"
    page.keyboard.press("Tab")
    assert focused(page) == "claim of Marta Lodi: oppose" and lit(page, "claims") == ["la fabbrica chiuda"]
    assert page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("ArrowRight")
    assert focused(page) == "claim of Ada Neri: support" and lit(page, "mentions") == ["Ada Neri"]
    page.keyboard.press("Enter")
    assert page.locator(".open .words").text_content() == "Il ponte resta chiuso"
    assert page.evaluate("() => document.activeElement.id") == "h1"
    page.keyboard.press("Escape")
    assert focused(page) == "claim of Ada Neri: support" and page.locator(".open").count() == 0
    for _ in range(5):  # past the four buttons of the export
        page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.id") == "h1"  # where one was in the list
    page.keyboard.press("End")
    assert page.evaluate("() => document.activeElement.id") == "h2"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("() => document.activeElement.id") == "h0"
    page.keyboard.press("Space")
    assert page.locator(".open .words").text_content() == "la fabbrica chiuda"
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.id") == "h0" and page.locator(".open").count() == 0


PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}


def test_on_a_phone(visit):
    page = visit(**PHONE)
    page.tap("#example")
    page.wait_for_selector("#result:not([hidden])")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360  # nothing sticks out
    assert page.locator("#article .tag").first.bounding_box()["height"] >= 24
    claim = page.locator("#article mark:text('un referendum')")
    claim.tap()
    sheet = page.locator(".triple.open")
    sheet.wait_for()
    page.wait_for_function("() => { const c = document.querySelector('#article .tag.lit-claims').getBoundingClientRect(); return c.top >= 0 && c.bottom <= document.querySelector('.open').getBoundingClientRect().top; }")
    box = sheet.bounding_box()
    assert box["x"] == 0 and box["width"] == 360 and abs(box["y"] + box["height"] - 740) <= 1  # at the bottom, over the text
    assert claim.bounding_box()["y"] + claim.bounding_box()["height"] <= box["y"]  # and the claim can be seen above it
    page.tap(".open [data-action=close]")
    assert page.locator(".triple.open").count() == 0
    head(page, "alla vendita").tap()
    assert page.locator(".triple.open").evaluate("e => getComputedStyle(e).position") == "static"


def test_in_the_dark(visit):
    page = example(visit(color_scheme="dark"))
    back, ink = page.evaluate("() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]")
    assert (back, ink) == ("rgb(22, 24, 27)", "rgb(232, 232, 234)")


def drop(page, *files):
    """Drop files (name, content) on the box."""
    script = """(files) => {
      const data = new DataTransfer();
      for (const [name, bytes] of files) data.items.add(new File([new Uint8Array(bytes)], name));
      for (const kind of ['dragenter', 'dragover', 'drop']) {
        document.getElementById('text').dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
      }
    }"""
    page.evaluate(script, [[name, list(content)] for name, content in files])


def test_files_are_dropped_and_opened(visit, tmp_path):
    page = visit()
    said = "Marta Lodi nega che la città chiuda.\r\nPerché?"
    drop(page, ("città.1.txt", said.encode()))
    page.wait_for_selector("#result:not([hidden])")
    assert article_text(page) == said.replace("\r\n", "\n")  # as the box has it
    with page.expect_download() as waiting:
        page.click("text=Download JSON")
    assert waiting.value.suggested_filename == "città.1.json"
    page.click("#clear")
    assert page.locator("#result").is_hidden() and page.input_value("#text") == ""
    (tmp_path / "b.txt").write_bytes(said.encode("windows-1252"))
    page.set_input_files("#file", tmp_path / "b.txt")
    page.wait_for_selector("#result:not([hidden])")
    assert "la città chiuda" in article_text(page)


def test_what_goes_wrong_is_said(visit, url):
    page = visit()
    alert = page.locator("#alert")
    page.click(".primary")
    assert alert.inner_text() == "Paste an article first."
    page.fill("#text", "x" * 3001)
    page.click(".primary")
    page.wait_for_function("() => document.getElementById('alert').textContent.includes('3001')")
    assert alert.inner_text() == "The article: 3001 characters; the limit is 3000" and page.locator("#result").is_hidden()
    drop(page, ("a.pdf", b"%PDF\0"))
    page.wait_for_function("() => document.getElementById('alert').textContent === 'a.pdf is not a text file.'")
    drop(page, ("a.txt", b"a"), ("b.txt", b"b"))
    assert alert.inner_text() == "One article at a time, please."
    page.route("**/extract", lambda route: route.fulfill(status=502, body="<html>"))
    page.click(".primary")
    page.wait_for_function("() => document.getElementById('alert').textContent === 'The service answered 502.'")
    page.unroute("**/extract")
    submit(page, "Ieri ha piovuto.")
    assert alert.is_hidden() and page.inner_text("#none").startswith("Nobody says anything here")


def test_nothing_is_stored_in_the_browser(visit):
    page = example(visit())
    assert page.evaluate("async () => [localStorage.length, sessionStorage.length, document.cookie, (await caches.keys()).length, (await indexedDB.databases()).length]") == [0, 0, "", 0, 0]
    assert json.dumps(page.context.cookies()) == "[]"


def test_it_works_under_a_folder_of_another_server(browser, url):
    context = browser.new_context()
    page = context.new_page()
    elsewhere = "http://proxy.invalid/chidice/"

    def forward(route):
        route.fulfill(response=route.fetch(url=route.request.url.replace(elsewhere, url + "/"), headers={k: v for k, v in route.request.headers.items() if k != "host"}))

    page.route("**/*", forward)
    page.goto(elsewhere)
    example(page)
    assert page.locator("#triples > li").count() > 5
    context.close()


def test_what_a_screen_reader_is_told(visit):
    page = example(visit())
    tree = page.locator("#result").aria_snapshot()
    assert 'group "The article' in tree and 'button "claim of Marta Lodi: oppose"' in tree
    assert 'list "Triples' in tree and 'button "Marta Lodi oppose indirect i licenziamenti siano decisi"' in tree
    nameless = page.evaluate("() => [...document.querySelectorAll('button, select, textarea, input')].filter((e) => !(e.labels?.length || e.textContent.trim() || e.ariaLabel)).map((e) => e.outerHTML)")
    assert nameless == []
