"""A seeded archive of made-up schools with the truth of each, and what is measured on it."""
