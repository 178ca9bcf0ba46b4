"""Larger networks that never leave the recipe: they label running text, and the small model learns from what they say.

Bidirectional LSTMs over words, characters and what lists know of a word, pre-trained on masked words; a biaffine parser (Dozat and
Manning 2017) and a tagger of entities, several of each, which vote. They need PyTorch (the extra ``teacher``) and an accelerator:
ten minutes on one, days without.
"""
