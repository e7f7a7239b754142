"""One module a command: arguments in, a `Reply` out; nothing here prints."""
