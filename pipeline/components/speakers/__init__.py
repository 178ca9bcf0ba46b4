"""Who the local mention is in the article."""
