"""A grid of made-up sentences: every construction with every shape of speaker, the right answer known by construction.

After the minimum functionality tests of CheckList (Ribeiro et al., ACL 2020). ``python -m tests.grid`` prints how often each construction
and each shape of speaker comes out right; ``templates.toml`` and ``speakers.toml`` are what a linguist adds to.
"""
