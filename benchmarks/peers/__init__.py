"""Scripts that run in processes of their own; the peers' import nothing of this project."""
