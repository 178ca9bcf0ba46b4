"""Long runs: many processes, time limits, results that survive a kill. Knows nothing of spaCy."""
