"""Articles written in every format that is read, for the tests of the readers."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

from pipeline.formats.articles import Article, Problem
from pipeline.formats.inputs import Fields, Reading, read

SAID = "Marta Lodi ha detto: «Non c'è alcun piano per la vendita». Il sindaco nega che il ponte chiuda."
PAGE = """<!DOCTYPE html><html lang="it"><head><meta charset="{charset}"><title>La fabbrica resta | L'Eco di Ferrano</title>
<meta name="author" content="Ada Neri"><meta property="article:published_time" content="2024-05-03T08:30:00+02:00">
<meta property="article:section" content="Economia"><meta property="og:site_name" content="L'Eco di Ferrano">
<link rel="canonical" href="https://eco.example/economia/{n}"></head><body><nav><a href="/">Prima pagina</a><a href="/sport">Sport</a></nav>
<article><h1>La fabbrica resta</h1><p>Marta Lodi nega che la fabbrica chiuda. «Non c'è alcun <b>piano</b>», ha assicurato la direttrice, e numero {n}.</p>
<p>Contrari alla vendita anche i sindacati, che chiedono al governo di convocare un tavolo entro la fine del mese.</p></article>
<footer>© L'Eco di Ferrano</footer></body></html>"""


def fields(n: int, prefix: str = "") -> dict[str, object]:
    return {"id": f"{prefix}{n}", "text": f"{SAID} Numero {n}.\n", "title": f"Titolo {n}", "date": f"2024-05-{n + 1:02}", "author": "Ada Neri", "url": f"https://eco.example/{n}"}


def save(path: Path, rows: list[dict[str, object]], **more: object) -> Path:
    """Write ``rows`` in the format that the suffix says."""
    zipped = path.suffix == ".gz"
    suffix = Path(path.stem).suffix if zipped else path.suffix
    if suffix == ".parquet":
        import pyarrow
        import pyarrow.parquet

        with gzip.open(path, "wb") if zipped else path.open("wb") as handle:
            pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), handle, **more)
        return path
    with gzip.open(path, "wt", encoding="utf-8", newline="") if zipped else path.open("w", encoding="utf-8", newline="") as handle:
        if suffix == ".csv":
            writer = csv.DictWriter(handle, list(rows[0]), **more)
            writer.writeheader()
            writer.writerows(rows)
        elif suffix == ".json":
            json.dump(rows, handle, **more)
        else:
            handle.writelines(json.dumps(row, **more) + "\n" for row in rows)
    return path


def got(*paths: Path | str, encoding: str | None = None, form: str | None = None, **named: object) -> list[Article | Problem]:
    return list(read([str(p) for p in paths], Reading(encoding, form, Fields(**named))))


def told(items: list[Article | Problem], folder: Path) -> list[str]:
    """The problems, without the folder."""
    return [str(item).replace(f"{folder}/", "") for item in items if isinstance(item, Problem)]


def mixed(folder: Path, each: int) -> Path:
    """A folder with articles in every format, plain and gzipped."""
    folder.mkdir()
    for n in range(each):
        (folder / f"testo{n}.txt").write_text(f"{SAID} Testo {n}.\n", encoding="utf-8")
        (folder / f"pagina{n}.html").write_text(PAGE.format(charset="utf-8", n=n), encoding="utf-8")
    for suffix in ("jsonl", "json", "csv", "parquet", "jsonl.gz", "json.gz", "csv.gz", "parquet.gz"):
        save(folder / f"tutti.{suffix}", [fields(n, f"{suffix}/") for n in range(each)])
    with gzip.open(folder / "zip.txt.gz", "wt", encoding="utf-8") as handle:
        handle.write(SAID)
    return folder
