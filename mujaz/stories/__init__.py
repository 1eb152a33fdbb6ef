"""Articles → stories: what belongs together, what it is about, what it says.

This room knows Arabic news texts. It knows no feeds and no store: what it needs of the past (open
stories, tags) is handed in as values, and what it finds is handed out as values.
"""
