"""Examples for the OpenAPI document, about people who do not exist. The tests run them."""

from __future__ import annotations

from typing import Any

ARTICLE: dict[str, Any] = {"id": "cartiera", "text": "Marta Lodi nega che la fabbrica chiuda.", "published": "2024-05-03", "with_text": True}
TRIPLE: dict[str, Any] = {
    "id": 0, "kind": "indirect",
    "speaker": {"name": "Marta Lodi", "aliases": [], "mention": {"start": 0, "end": 10, "text": "Marta Lodi"}, "implicit": False, "label": "PER"},
    "cue": {"start": 11, "end": 15, "text": "nega"},
    "claim": {"text": "la fabbrica chiuda", "spans": [{"start": 20, "end": 38, "text": "la fabbrica chiuda"}]},
    "stance": "oppose", "hearsay": False, "nested_in": None, "optional": False, "rule": "che-clause",
}  # fmt: skip
RECORD: dict[str, Any] = {
    "schema_version": "1.0", "id": "cartiera", "source": None, "title": None, "published": "2024-05-03",
    "text_sha256": "d2f325739eba7b5e74d810cfd311acdcec9b314240e2f29b92bad530ab0982bd", "producer": {"name": "chidice", "version": "0.1.0", "model": "it_chidice_sm", "model_version": "0.3.0"},
    "text": ARTICLE["text"], "triples": [TRIPLE],
}  # fmt: skip
FAILURE: dict[str, Any] = {"error": {"id": None, "where": "body[1].text", "what": "empty"}}
