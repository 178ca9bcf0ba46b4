"""The command-line program ``chidice``."""
