"""Events and documents in, findings out: what each item of a rubric is worth, and why."""
