"""The page of a run: what is on it, that articles are never markup, and that its filters work in a browser without a network."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from lxml import html

from pipeline.formats.documents import Document, Options, Unwritable
from pipeline.formats.html.view import cut, view
from pipeline.formats.speakers import Speakers
from pipeline.schema import Claim, Record, Span, Speaker, Triple
from tests.documents import documents, full, gold, write

ATTACK = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title='taken'\">"
TEXT = f"Titolo & co.\nMarta Lodi nega che {ATTACK} chiuda. Il porto resta aperto, dice Ada Neri.\n"


def triple(number, claim, name, stance, kind="indirect", **more):
    start = TEXT.index(claim)
    return Triple(id=number, kind=kind, stance=stance, claim=Claim.of([Span.of(TEXT, start, start + len(claim))]), speaker=Speaker(name=name, **more))


def attacked():
    triples = [
        triple(0, ATTACK, "Marta Lodi", "oppose", mention=Span.of(TEXT, TEXT.index("Marta"), TEXT.index("Marta") + 10), label="PER"),
        triple(1, "Il porto resta aperto", '<b onclick="x">"Ada"</b> & c.', "support", "position"), triple(2, "resta aperto", "la Lodi", "doubt"),
    ]  # fmt: skip
    return Document(Record(id='x"><script>', title=ATTACK, meta={"url": "javascript:alert(1)", "author": ATTACK}, triples=triples), TEXT)


def page(there, tmp_path, speakers=None):
    out = write("html", there, tmp_path / "page.html", Options(speakers=speakers or Speakers()))
    source = out.read_text(encoding="utf-8")
    return source, html.fromstring(source)


def shown_text(tree):
    """The articles' texts as the browser has them, without the tags before the claims."""
    for tag in tree.xpath("//div[@class='text']//a"):
        tag.drop_tree()
    return [t.text_content() for t in tree.xpath("//div[@class='text']")]


def test_all_gold_is_there_word_for_word(tmp_path):
    there = gold()
    _, tree = page(there, tmp_path)
    assert len(tree.xpath("//li[contains(@class, 'triple')]")) == sum(len(d.record.triples) for d in there)
    assert [h.text for h in tree.xpath("//h2")] == [d.record.title or d.record.id for d in there]
    targets = set(tree.xpath("//@id"))
    assert len(targets) == len(tree.xpath("//@id"))
    assert {h[1:] for h in tree.xpath("//main//a/@href") if h.startswith("#") and not h.startswith("#speaker=")} <= targets
    assert shown_text(tree) == [d.text.replace("\r\n", "\n") for d in there]


@given(documents())
@settings(max_examples=100, deadline=None)
def test_the_pieces_are_the_text_and_know_their_claims(document):
    shown = view(document, 1, Speakers())
    assert "".join(p.text for p in shown.pieces) == document.text
    at = 0
    for piece in shown.pieces:
        around = {t.id: s.end - s.start for t in document.record.triples for s in t.claim.spans if s.start <= at and at + len(piece.text) <= s.end}
        assert set(piece.triples) == set(around)
        assert piece.stance in ({t.stance for t in document.record.triples if around.get(t.id) == min(around.values())} if around else {None})
        at += len(piece.text)
    assert sorted(t.id for p in shown.pieces for t in p.claims) == sorted(t.id for t in document.record.triples)


def test_no_marks_no_cuts():
    assert [p.text for p in cut("abc", [])] == ["abc"]


def test_articles_are_text_and_never_markup(tmp_path):
    source, tree = page([attacked()], tmp_path)
    assert len(tree.xpath("//script")) == 1 and not tree.xpath("//img | //li//b[@onclick] | //*[@onerror]")
    assert shown_text(html.fromstring(source)) == [TEXT]
    assert not tree.xpath("//a[starts-with(@href, 'javascript')]")
    assert all(value.startswith("#") for value in tree.xpath("//@src | //@href | //@action | //@style")), "the page points outside"
    assert not re.search(r"@import|url\(", tree.xpath("string(//style)"))


def test_an_address_of_the_web_is_a_link(tmp_path):
    _, tree = page([full(meta={"url": "https://x.it/1?a=1&b=2"})], tmp_path)
    assert tree.xpath("//p[@class='facts']/a/@href")[0] == "https://x.it/1?a=1&b=2"


def test_the_policy_lets_only_the_pages_own_script_run(tmp_path):
    _, tree = page([attacked()], tmp_path)
    (policy,) = tree.xpath("//meta[@http-equiv]/@content")
    assert policy.startswith("default-src 'none'; ")
    for name in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(tree.xpath(f"string(//{name})").encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


def test_a_triple_says_all_in_words(tmp_path):
    _, tree = page([full()], tmp_path)
    first, second, _ = (" ".join(li.text_content().split()) for li in tree.xpath("//li[@data-triple]"))
    assert first == "Marta Lodi support mixed, hearsay L'azienda ha «perso due anni» cue secondo · by Marta Lodi · rule source-phrase"
    assert second == "un testimone mai nominato oppose direct, optional No no cue · dropped subject · inside another claim"
    tags = [" ".join(a.text_content().split()) for a in tree.xpath("//div[@class='text']//a[contains(@class, 'tag')]")]
    assert tags == ["[claim of Marta Lodi: support]", "[claim of un testimone mai nominato: oppose]", "[claim of Lodi: doubt]"]


def test_the_table_of_speakers_joins_those_of_the_filter(tmp_path):
    (tmp_path / "s.csv").write_text("alias,name,label\nla Lodi,Marta Lodi,PER\n", encoding="utf-8")
    _, tree = page([attacked()], tmp_path, Speakers.load(tmp_path / "s.csv"))
    assert [tree.xpath(f"string(//li[@data-triple='{n}']/@data-speaker)") for n in (0, 2)] == ["PER:marta lodi"] * 2
    assert unquote(tree.xpath("//a[@class='speaker']/@href")[0]) == "#speaker=PER:marta lodi"


def test_an_article_without_triples_is_on_the_page(tmp_path):
    source, _ = page([full(triples=[])], tmp_path)
    assert "Nobody says anything here." in source and "0 triples in 1 articles" in source


def test_half_a_character(tmp_path):
    with pytest.raises(Unwritable):
        write("html", [full(title="\ud800")], tmp_path / "page.html")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_filters_in_a_browser(tmp_path):
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium is installed")
    write("html", [attacked(), full(id="b"), full(id="c", triples=[])], tmp_path / "page.html")

    def opened(fragment):
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}", "--enable-logging=stderr", "--dump-dom"]
        done = subprocess.run([*command, (tmp_path / "page.html").as_uri() + fragment], capture_output=True, text=True, timeout=120, check=True)
        assert "CONSOLE" not in done.stderr, done.stderr
        tree = html.fromstring(done.stdout)
        assert tree.xpath("string(//title)") == "Who says what"
        visible = [li.get("data-name") for li in tree.xpath("//li[@data-triple]") if li.get("hidden") is None]
        articles = [s for s in tree.xpath("//section") if s.get("hidden") is None]
        assert tree.xpath("string(//*[@id='count'])") == f"{len(visible)} of 6 triples, {len(articles)} of 3 articles"
        off = tree.xpath("//div[@class='text']//a[contains(@class, 'tag') and contains(@class, 'off')]")
        assert len(off) == 6 - len(visible)
        return tree, visible, len(articles)

    tree, names, articles = opened("")
    assert (len(names), articles) == (6, 3)
    assert tree.xpath("//select[@name='speaker']/option/text()") == ["all speakers", "la Lodi (2)", "Marta Lodi (2)", '<b onclick="x">"Ada"</b> & c. (1)', "un testimone mai nominato (1)"]
    assert opened("#speaker=PER%3Amarta%20lodi")[1:] == (["Marta Lodi", "Marta Lodi"], 2)
    assert opened("#stance=oppose&kind=indirect")[1:] == (["Marta Lodi"], 1)
    assert opened("#stance=nothing")[2] == 3
