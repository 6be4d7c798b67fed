"""The pages of readiness, gathered: importing this registers every view with the blueprint."""

from __future__ import annotations

from trainer.progress import records_views, roster_views, team_views, views
from trainer.progress.room import blueprint

__all__ = ["blueprint", "records_views", "roster_views", "team_views", "views"]
