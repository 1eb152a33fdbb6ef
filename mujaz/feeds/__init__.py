"""Addresses and bytes → entries and pages: fetching, parsing, extraction, residue, OPML.

Each module is imported by its own name; importing the package costs nothing.
"""
