"""The judge, the rubric's number, and the debrief. Findings come from the rules alone."""
