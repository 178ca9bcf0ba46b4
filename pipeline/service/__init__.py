"""``chidice serve``: the extraction over HTTP, and a page to try it on. Needs ``chidice[serve]`` (FastAPI, uvicorn).

Nothing of what is submitted is written anywhere: it is in memory while it is analysed, and no log line holds any of it.
"""
