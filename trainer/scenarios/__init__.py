"""Scenarios: the format, the caller, what typed text means, and the engine that plays. Pure: nothing here is saved."""
