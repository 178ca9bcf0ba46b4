"""The local mention, and who it is in the article."""
