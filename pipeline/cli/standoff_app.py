"""``chidice standoff rebuild | make``: arguments in, exit code out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

standoff_app = typer.Typer(no_args_is_help=True, help="Gold kept apart from its articles, which are rebuilt from your own copies of the corpora KIND and UD Italian.")


@standoff_app.command("rebuild")
def standoff_rebuild(
    kind: Annotated[Path, typer.Option(help="Folder of the KIND corpus.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for articles/*.txt, gold.jsonl and, where the articles have splits, splits.json.")],
    ud: Annotated[Optional[Path], typer.Option(help="Folder of UD Italian, for the articles from its treebanks; left out: that of KIND.")] = None,  # noqa: UP045
    standoff: Annotated[Optional[list[Path]], typer.Option(help="The stand-off file, for each file once; left out: this repository's.")] = None,  # noqa: UP045
    corrections: Annotated[Optional[Path], typer.Option(help="Corrections; left out: corrections.jsonl beside the stand-off file.")] = None,  # noqa: UP045
    original: Annotated[bool, typer.Option("--original", help="The gold as it was annotated, without the corrections.")] = False,
) -> None:
    """Write the articles and gold records of stand-off files. An article whose file is not at hand, or whose text is not the annotated one, is named and left out.

    Example: [bold]chidice standoff rebuild --kind KIND/dataset --ud UD_Italian-VIT -o real-news[/bold], then
    [bold]chidice evaluate --gold real-news/gold.jsonl --articles real-news/articles --split dev[/bold]
    """
    from pipeline.cli.standing_off import run_rebuild

    raise typer.Exit(run_rebuild(standoff, kind, ud, output, corrections, original))


@standoff_app.command("make")
def standoff_make(
    gold: Annotated[Path, typer.Option(help="Gold records (JSONL).")],
    articles: Annotated[Path, typer.Option(help="Folder of the articles.")],
    segments: Annotated[Path, typer.Option(help="JSON list: id, first_sentence, last_sentence, headings (sentences of the file, from 0), final_newline, split.")],
    kind: Annotated[Path, typer.Option(help="Folder of the corpus.")],
    output: Annotated[str, typer.Option("--output", "-o", help="Where the stand-off goes (JSONL); - is standard output.")] = "-",
    file: Annotated[str, typer.Option(help="The file of the corpus that the articles are from: KIND's, or a treebank's (.conllu).")] = "WN_dev.tsv",
) -> None:
    """Make a stand-off file of gold records: offsets and labels, no text.

    Example: [bold]chidice standoff make --gold gold.jsonl --articles articles --segments segments.json --kind KIND/dataset -o standoff.jsonl[/bold]
    """
    from pipeline.cli.standing_off import run_make

    raise typer.Exit(run_make(gold, articles, segments, kind, file, output))
