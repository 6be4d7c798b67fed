"""Steps that bring a database's tables up to date, run from `trainer.db.upgrade`."""
