"""Annotations kept apart from text that may not be passed on: offsets and labels here, the articles in the user's own copies of KIND and of UD Italian."""
