"""The embedded Italian model (weights/) and its recipe (recipe/)."""
