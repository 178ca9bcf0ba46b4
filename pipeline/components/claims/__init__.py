"""The content of a cue or a quotation: spans, kind, rule."""
