"""The local mention: who, next to the cue, puts the claim forward; what claims and speakers both ask."""
