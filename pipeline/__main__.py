"""``python -m pipeline`` is the command ``chidice``."""

from pipeline.cli.app import app

app(prog_name="chidice")
