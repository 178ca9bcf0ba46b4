"""JSON-LD: W3C Web Annotations, and schema.org. Written a document at a time."""
