"""The ``mujaz`` command: one module a noun; the only package that imports all others."""
