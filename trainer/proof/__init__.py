"""Bots, and the checker that proves pack and library."""
