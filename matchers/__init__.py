"""Documents in, events out: what happened, when, and where the material says so."""
