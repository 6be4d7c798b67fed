"""Which interactions are reviewed, and by whom: drawn by chance with a kept seed, and fairly shared."""

from trainer.reviews.sampling.assigning import Assigned, assign
from trainer.reviews.sampling.drawing import Candidate, Drawn, draw

__all__ = ["Assigned", "Candidate", "Drawn", "assign", "draw"]
