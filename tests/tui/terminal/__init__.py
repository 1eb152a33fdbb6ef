"""Tests of the terminal itself: probe, decision, wires, drivers."""
