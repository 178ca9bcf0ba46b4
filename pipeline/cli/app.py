"""``chidice extract | cluster | evaluate | compare | agree | check | convert | standoff | show | serve | schema``: arguments in, exit code out.

Exit codes: 0 all well; 1 some input could not be read (the rest was processed) or scores are below the floor; 2 wrong
usage, unknown model or a target that cannot be written.
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from pipeline.cli.standoff_app import standoff_app

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="rich")
app.add_typer(standoff_app, name="standoff")


def _version(value: bool) -> None:
    if value:
        from pipeline import __version__

        typer.echo(f"chidice {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log what is done.")] = False,
) -> None:
    """Who says what in Italian news, and which side they take."""
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(name)s: %(message)s", stream=sys.stderr)


def fail(message: str, code: int = 2) -> typer.Exit:
    """Print one line on standard error; the result is to be raised."""
    typer.echo(f"chidice: {message}", err=True)
    return typer.Exit(code)


def check_encoding(name: str) -> str:
    """``name``, or an end with one line where it is no encoding of texts."""
    try:
        b"xx".decode(name, "replace")
    except (LookupError, UnicodeError):
        raise fail(f"unknown encoding {name!r}") from None
    return name


INPUT = "What is read"


def _field_option(what: str, usual: str) -> Any:
    return typer.Option(metavar="FIELD", help=f"JSONL, JSON, CSV, Parquet: the field with {what}.", show_default=usual, rich_help_panel=INPUT)


@app.command()
def extract(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input: text, HTML, JSONL, JSON, CSV, Parquet, each also gzipped.")],
    output: Annotated[str, typer.Option("--output", "-o", help="Where the records go (JSONL); - is standard output.")] = "-",
    model: Annotated[Optional[str], typer.Option(help="spaCy model, by name or path.")] = None,  # noqa: UP045
    encoding: Annotated[Optional[str], typer.Option(help="Encoding of the articles.", show_default="utf-8; of HTML, what the page says", rich_help_panel=INPUT)] = None,  # noqa: UP045
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes.")] = 1,
    lexicon: Annotated[Optional[list[str]], typer.Option(help="Lexicon files of your own.")] = None,  # noqa: UP045
    full: Annotated[bool, typer.Option("--full/--fast", help="Run the model with spaCy's own code instead of the faster path (docs/benchmark.md).")] = False,
    form: Annotated[str, typer.Option("--format", help="jsonl, csv, parquet, html, web-annotation, schema-org, docbin, brat, label-studio or cas.")] = "jsonl",
    speakers: Annotated[Optional[Path], typer.Option(help="CSV file of aliases (alias,name): gives variants of a name one speaker_key.")] = None,  # noqa: UP045
    resume: Annotated[Optional[bool], typer.Option("--resume/--no-resume", help="Where a partial file is left of a run: go on with it, or begin anew.", show_default="refuse")] = None,  # noqa: UP045
    timeout: Annotated[Optional[float], typer.Option(min=0.1, metavar="SECONDS", help="Leave out an article that takes longer.")] = None,  # noqa: UP045
    least: Annotated[float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Leave out triples that are less likely right than this (docs/python.md).")] = 0.0,
    with_text: Annotated[bool, typer.Option("--with-text", help="Keep the article's text in the record (offsets are into it).")] = False,
    with_sentences: Annotated[bool, typer.Option("--with-sentences", help="Keep the sentences around each claim in the record.")] = False,
    input_format: Annotated[Optional[str], typer.Option(help="text, html, jsonl, json, csv or parquet.", show_default="by suffix; - is text", rich_help_panel=INPUT)] = None,  # noqa: UP045
    text_field: Annotated[Optional[str], _field_option("the article's text", "text")] = None,  # noqa: UP045
    id_field: Annotated[Optional[str], _field_option("its id", "id, else the file and the number in it")] = None,  # noqa: UP045
    title_field: Annotated[Optional[str], _field_option("its title", "title")] = None,  # noqa: UP045
    date_field: Annotated[Optional[str], _field_option("its date", "date, published")] = None,  # noqa: UP045
    url_field: Annotated[Optional[str], _field_option("its address", "url")] = None,  # noqa: UP045
    author_field: Annotated[Optional[str], _field_option("its author", "author")] = None,  # noqa: UP045
    section_field: Annotated[Optional[str], _field_option("its section", "section")] = None,  # noqa: UP045
    meta: Annotated[bool, typer.Option("--meta/--no-meta", help="Keep all other fields in the record's meta.", rich_help_panel=INPUT)] = True,
) -> None:
    """Extract (speaker, claim, stance) triples from articles.

    Examples: [bold]chidice extract corpus -o triples.jsonl[/bold] · [bold]cat a.txt | chidice extract -[/bold] ·
    [bold]chidice extract corpus --format csv -o triples.csv[/bold] ·
    [bold]chidice extract archive -o triples.jsonl --jobs 8 --timeout 60 --resume[/bold] ·
    [bold]chidice extract news.csv.gz --text-field corpo --date-field data -o triples.jsonl[/bold] ·
    [bold]zcat news.jsonl.gz | chidice extract - --input-format jsonl --with-sentences -o triples.jsonl[/bold]
    """
    from pipeline.cli.extracting import How, run
    from pipeline.cli.writing import Output
    from pipeline.formats.inputs import Fields, Reading
    from pipeline.formats.inputs.registry import INPUTS

    if input_format is not None and input_format not in INPUTS:
        raise fail(f"unknown input format {input_format!r}; there are: {', '.join(INPUTS)}")
    fields = Fields(text_field, id_field, title_field, date_field, url_field, author_field, section_field, meta)
    reading = Reading(check_encoding(encoding) if encoding else None, input_format, fields)
    how = How(model, reading, jobs, tuple(lexicon or ()), Output.of(form, output, speakers), not full, resume, timeout, least, with_text, with_sentences)
    raise typer.Exit(run(paths, output, how))


@app.command()
def cluster(
    inputs: Annotated[list[str], typer.Argument(help="Parquet and JSONL files, folders of them, or URIs (s3://…), one article a row.")],
    output: Annotated[str, typer.Option("--output", "-o", help="A new folder, or URI of one, that every machine can write to.")],
    workers: Annotated[int, typer.Option("--workers", "-w", min=1, help="Actors, each with a model and a processor of its own.")] = 2,
    address: Annotated[Optional[str], typer.Option(help="The Ray cluster (auto: the one this machine belongs to); left out: this machine alone.")] = None,  # noqa: UP045
    form: Annotated[str, typer.Option("--format", help="jsonl (records) or parquet (a row per triple).")] = "jsonl",
    text: Annotated[str, typer.Option(help="The column of the text.")] = "text",
    ident: Annotated[str, typer.Option("--id", help="The column of the id; where there is none, file and row are.")] = "id",
    model: Annotated[Optional[str], typer.Option(help="spaCy model, by name or path, as each machine has it.")] = None,  # noqa: UP045
    lexicon: Annotated[Optional[list[str]], typer.Option(help="Lexicon files of your own, as each machine has them.")] = None,  # noqa: UP045
    speakers: Annotated[Optional[Path], typer.Option(help="CSV file of aliases (alias,name), with --format parquet.")] = None,  # noqa: UP045
    timeout: Annotated[Optional[float], typer.Option(min=0.1, metavar="SECONDS", help="Leave out an article that takes longer.")] = None,  # noqa: UP045
    least: Annotated[float, typer.Option("--min-confidence", min=0.0, max=1.0, help="Leave out triples that are less likely right than this.")] = 0.0,
) -> None:
    """Extract on many processors or machines, through Ray Data (docs/cluster.md).

    Examples: [bold]chidice cluster archive/ -o triples --workers 8[/bold] ·
    [bold]chidice cluster s3://giornale/2024 -o s3://giornale/triples --format parquet --address auto --workers 200[/bold]
    """
    from pipeline.cli.clustering import Run, run
    from pipeline.cli.converting import load_speakers
    from pipeline.cluster.settings import Settings

    settings = Settings(text=text, ident=ident, model=model, lexicon=tuple(lexicon or ()), timeout=timeout, least=least)
    raise typer.Exit(run(inputs, output, settings, Run(workers, address, form, load_speakers(speakers, form))))


@app.command()
def evaluate(
    predicted: Annotated[Optional[Path], typer.Argument(help="Extractor output (JSONL); left out: extract now.")] = None,  # noqa: UP045
    gold: Annotated[Path, typer.Option(help="Gold records (JSONL).")] = Path("annotations/gold.jsonl"),
    articles: Annotated[Path, typer.Option(help="Folder of the articles.")] = Path("corpus"),
    splits: Annotated[Optional[Path], typer.Option(help="JSON file of splits: name → ids.")] = None,  # noqa: UP045
    split: Annotated[Optional[str], typer.Option(help="Only the articles of this split.")] = None,  # noqa: UP045
    errors: Annotated[bool, typer.Option("--errors", help="Print the error list (never of the test split).")] = False,
    rules: Annotated[bool, typer.Option("--rules", help="Print how often each rule fired and was right, and the points of F1 it earns.")] = False,
    json_output: Annotated[Optional[str], typer.Option("--json", help="Write the scores as JSON to this file (- is standard output).")] = None,  # noqa: UP045
    html: Annotated[Optional[str], typer.Option(help="Write a page with the scores and every error in its article to this file (- is standard output).")] = None,  # noqa: UP045
    floor: Annotated[Optional[Path], typer.Option(help="JSON file of least scores; exit code 1 where one is not reached.")] = None,  # noqa: UP045
    model: Annotated[Optional[str], typer.Option(help="spaCy model, by name or path.")] = None,  # noqa: UP045
    real_news: Annotated[Optional[Path], typer.Option(metavar="KIND_DIR", help="Folder of the KIND corpus: measure on real news too, side by side.")] = None,  # noqa: UP045
    ud: Annotated[Optional[Path], typer.Option(help="Folder of UD Italian, for the newspapers among the real news; left out: KIND_DIR.")] = None,  # noqa: UP045
    standoff: Annotated[Optional[list[Path]], typer.Option(help="Stand-off gold of the real news, for each file once; left out: this repository's.")] = None,  # noqa: UP045
    original: Annotated[bool, typer.Option("--original", help="The real news' gold as it was annotated, without its corrections.")] = False,
) -> None:
    """Measure precision, recall and F1 against gold.

    Examples: [bold]chidice evaluate --gold annotations/gold.jsonl --articles corpus --errors[/bold] ·
    [bold]chidice evaluate --real-news KIND/dataset --ud UD_Italian-VIT[/bold] ·
    [bold]chidice evaluate triples.jsonl --split dev --html report.html[/bold]
    """
    from pipeline.cli.evaluating import run
    from pipeline.cli.real_news import load_news

    news = load_news(real_news, ud, standoff, original, "test" if split == "test" else "dev") if real_news else None
    raise typer.Exit(run(predicted, gold, articles, splits, split, errors, rules, json_output, floor, model, news, html))


@app.command()
def compare(
    left: Annotated[Path, typer.Argument(help="Output A (JSONL).")],
    right: Annotated[Path, typer.Argument(help="Output B (JSONL).")],
    gold: Annotated[Optional[Path], typer.Option(help="Gold records: adds the paired bootstrap of the scores.")] = None,  # noqa: UP045
) -> None:
    """Show what changed between two outputs, and with --gold whether their scores differ by more than chance.

    Examples: [bold]chidice compare old.jsonl new.jsonl[/bold] · [bold]chidice compare old.jsonl new.jsonl --gold gold.jsonl[/bold]
    """
    from pipeline.cli.evaluating import run_compare

    raise typer.Exit(run_compare(left, right, gold))


@app.command()
def agree(
    left: Annotated[Path, typer.Argument(help="Annotator A's records (JSONL).")],
    right: Annotated[Path, typer.Argument(help="Annotator B's records (JSONL).")],
    listed: Annotated[bool, typer.Option("--list", help="Print every disagreement.")] = False,
    json_output: Annotated[Optional[str], typer.Option("--json", help="Write the figures as JSON to this file (- is standard output).")] = None,  # noqa: UP045
) -> None:
    """Tell how far two annotators agree on the articles that both have.

    Example: [bold]chidice agree first.jsonl second.jsonl --list[/bold]
    """
    from pipeline.cli.annotating import run_agree

    raise typer.Exit(run_agree(left, right, listed, json_output))


@app.command()
def check(
    gold: Annotated[Path, typer.Argument(help="Gold records (JSONL).")] = Path("annotations/gold.jsonl"),
    articles: Annotated[Path, typer.Option(help="Folder of the articles.")] = Path("corpus"),
    strict: Annotated[bool, typer.Option("--strict", help="Exit code 1 also for what is only worth a second look.")] = False,
) -> None:
    """Check gold against its articles and the guidelines.

    Example: [bold]chidice check annotations/gold.jsonl --articles corpus[/bold]
    """
    from pipeline.cli.annotating import run_check

    raise typer.Exit(run_check(gold, articles, strict))


@app.command()
def convert(
    source: Annotated[Path, typer.Argument(metavar="INPUT", help="Records (JSONL), or with --from what a tool gave: a folder (brat, cas) or a file (label-studio).")],
    output: Annotated[str, typer.Option("--output", "-o", help="Where it goes: a file (- is standard output), or a new folder (brat, cas).")] = "-",
    goal: Annotated[str, typer.Option("--to", help="brat, label-studio, cas, csv, parquet, web-annotation, schema-org, docbin, html or jsonl.")] = "jsonl",
    origin: Annotated[str, typer.Option("--from", help="jsonl, brat, label-studio, cas or docbin.")] = "jsonl",
    articles: Annotated[Optional[Path], typer.Option(help="Folder of the articles; with --from, the texts are held against them.")] = None,  # noqa: UP045
    encoding: Annotated[str, typer.Option(help="Encoding of the articles.")] = "utf-8",
    pre_annotation: Annotated[bool, typer.Option("--pre-annotation", help="Mark the triples as guesses to be checked; always so where a program made them.")] = False,
    speakers: Annotated[Optional[Path], typer.Option(help="CSV file of aliases (alias,name): gives variants of a name one speaker_key.")] = None,  # noqa: UP045
) -> None:
    """Take records to the annotation tools brat, Label Studio and INCEpTION (UIMA CAS), and back; and to tables (CSV, Parquet),
    JSON-LD (Web Annotation, schema.org), spaCy (DocBin) and a page to read (HTML).

    Examples: [bold]chidice convert triples.jsonl --articles corpus --to brat -o for-brat[/bold] ·
    [bold]chidice convert for-brat --from brat -o checked.jsonl[/bold] ·
    [bold]chidice convert triples.jsonl --to parquet -o triples.parquet[/bold]
    """
    from pipeline.cli.converting import load_speakers, run
    from pipeline.formats.documents import Options

    raise typer.Exit(run(source, articles, origin, goal, output, check_encoding(encoding), Options(pre_annotation, load_speakers(speakers, goal))))


@app.command()
def show(
    records: Annotated[Path, typer.Argument(help="Records (JSONL).")],
    articles: Annotated[Optional[Path], typer.Option(help="Folder of the articles, where the records' sources are not found.")] = None,  # noqa: UP045
    only: Annotated[Optional[str], typer.Option("--id", help="Only this article.")] = None,  # noqa: UP045
) -> None:
    """Read results in the terminal: claim, speaker and stance marked in the article's text.

    Examples: [bold]chidice show triples.jsonl[/bold] · [bold]chidice show triples.jsonl --articles articles --id bilancio-comunale[/bold]
    """
    from pipeline.cli.showing import run

    raise typer.Exit(run(records, articles, only))


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 is every one of this machine.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 is any free one.")] = 8000,
    model: Annotated[Optional[str], typer.Option(help="spaCy model, by name or path.")] = None,  # noqa: UP045
    lexicon: Annotated[Optional[list[str]], typer.Option(help="Lexicon files of your own.")] = None,  # noqa: UP045
    full: Annotated[bool, typer.Option("--full/--fast", help="Run the model with spaCy's own code instead of the faster path (docs/benchmark.md).")] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that analyse articles.")] = 1,
    timeout: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="In which an article must come to its turn, and in which it must then be analysed.")] = 60.0,
    body: Annotated[float, typer.Option("--max-body", min=0.001, metavar="MIB", help="Largest body of a request.")] = 4.0,
    characters: Annotated[int, typer.Option("--max-characters", min=1, help="Longest article.")] = 100_000,
    batch: Annotated[int, typer.Option("--max-batch", min=1, help="Most articles of a request.")] = 100,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Do not log requests.")] = False,
) -> None:
    """Serve the extraction over HTTP, with a page to paste an article into (docs/api.md). Needs "chidice[serve]".

    Examples: [bold]chidice serve[/bold], then open http://127.0.0.1:8000 ·
    [bold]chidice serve --host 0.0.0.0 --port 8080 --jobs 4 --timeout 20[/bold] ·
    [bold]curl http://127.0.0.1:8000/extract -H 'Content-Type: application/json' -d '{"text": "Marta Lodi nega che la fabbrica chiuda."}'[/bold]
    """
    from pipeline.cli.serving import run
    from pipeline.service.limits import Limits

    limits = Limits(body=int(body * (1 << 20)), characters=characters, batch=batch, timeout=timeout)
    raise typer.Exit(run(host, port, model, tuple(lexicon or ()), not full, jobs, limits, quiet))


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record (docs/record.md).

    Example: [bold]chidice schema > record.schema.json[/bold]
    """
    from pipeline.schema import json_schema

    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
