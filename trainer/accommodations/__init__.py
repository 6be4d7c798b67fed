"""Accommodations: limits lifted for a person. Kept apart, arranged and read by HR alone, and never a cost."""
