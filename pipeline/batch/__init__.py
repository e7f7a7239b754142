"""Many submissions in one run: find them, check each, sum up."""
