"""How courses arrive from other programs and leave for them: one module a format."""
