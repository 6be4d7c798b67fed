"""The audit trail: who saw and changed what, append-only and tamper-evident, for every feature above it."""
