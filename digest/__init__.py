"""The briefing: one edition a day of what the sources wrote, in files and mail.

Knows stories, languages of the briefing and file formats; knows no terminal and no screen.
"""
