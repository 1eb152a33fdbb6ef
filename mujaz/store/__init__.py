"""Everything that is kept: a protocol, and SQLite behind it."""
