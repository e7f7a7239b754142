"""Speed and correctness, measured together; see README.md."""
