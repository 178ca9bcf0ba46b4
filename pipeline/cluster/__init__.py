"""Extraction on many machines, through Ray Data (``pip install "chidice[ray]"``): docs/cluster.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.cluster.settings import KEPT, Settings

if TYPE_CHECKING:
    from ray.data import Dataset

__all__ = ["KEPT", "Settings", "extract_dataset", "triples"]

#: Articles that an actor takes at once: few enough that the death of a machine costs little, enough that messages do.
BATCH = 64


def extract_dataset(dataset: Dataset, settings: Settings | None = None, *, workers: int = 2, **remote: Any) -> Dataset:
    """The articles of ``dataset`` (one a row) as rows of ``id``, ``source``, ``record`` (its JSON) and ``problem``.

    Of ``record`` and ``problem`` one is None: an article that cannot be analysed, or that the analysing process died of, is a problem
    and costs no other. ``workers``: actors, each of which loads the model once and takes a processor. ``remote``: what else Ray is to
    know of them (``num_cpus``, ``resources``, …). An actor that dies is started again and its articles are done again: that is Ray
    Data's default.
    """
    from ray.data import ActorPoolStrategy

    from pipeline.cluster.actor import Extractor

    chosen = settings or Settings()

    class Actor(Extractor):
        """With its settings inside: arguments of its own would lie in the memory of a machine that may be gone when it is started again."""

        def __init__(self) -> None:
            super().__init__(chosen)

    return dataset.map_batches(Actor, compute=ActorPoolStrategy(size=workers), batch_size=BATCH, batch_format="pyarrow", **{"num_cpus": 1, **remote})


def triples(extracted: Dataset) -> Dataset:
    """What :func:`extract_dataset` gave as one row per triple, with the columns of docs/formats.md; problems are left out."""
    from pipeline.cluster.tables import rows_of_records

    return extracted.map_batches(rows_of_records, batch_format="pyarrow")
