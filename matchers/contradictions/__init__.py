"""Detectors of things an inspector should look at: questions, never verdicts."""
