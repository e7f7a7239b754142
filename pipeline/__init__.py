"""The way through: a submission's files in, an assessment and its reports out."""
