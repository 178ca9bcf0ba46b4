"""When two names are the same name: case, determiners and leading titles aside."""

from __future__ import annotations

from pipeline.names import normalise
from pipeline.schema import Speaker

__all__ = ["full_name", "normalise", "right_speaker"]


def right_speaker(gold: Speaker, predicted: Speaker) -> bool:
    """Whether the predicted name is gold's name or one of its aliases."""
    return normalise(predicted.name) in {normalise(name) for name in (gold.name, *gold.aliases)}


def full_name(gold: Speaker, predicted: Speaker) -> bool:
    """Whether the predicted name is gold's name itself."""
    return normalise(predicted.name) == normalise(gold.name)
