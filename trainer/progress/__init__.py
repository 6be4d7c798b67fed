"""From evidence to readiness: who stands where against the criteria, how sure that is, and who signed."""
