"""Where the submissions of a batch are worked on: processes of this machine, or a cluster."""
