"""Label Studio's JSON tasks and labelling configuration (https://labelstud.io/guide/task_format)."""

from pipeline.formats.labelstudio.read import read
from pipeline.formats.labelstudio.write import writer

__all__ = ["read", "writer"]
