"""What the records of a run depend on besides their articles."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import __version__

if TYPE_CHECKING:
    from spacy.language import Language


def how_made(nlp: Language, lexicon: tuple[str, ...] = (), **options: Any) -> dict[str, Any]:
    """Versions, the model (with a digest of its description, which differs for every training), the content of the lexicon files,
    and those ``options`` of the run (JSON data) that change its records. Two runs of which this is equal make equal records.
    """
    described = json.dumps(nlp.meta, sort_keys=True, default=str, ensure_ascii=False)
    return {
        "chidice": __version__,
        "model": f"{nlp.meta['lang']}_{nlp.meta['name']}",
        "model_version": nlp.meta["version"],
        "model_digest": hashlib.sha256(described.encode()).hexdigest()[:16],
        "lexicon": [hashlib.sha256(Path(path).read_bytes()).hexdigest()[:16] for path in lexicon],
        **options,
    }
