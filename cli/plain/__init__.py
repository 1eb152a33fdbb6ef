"""``mujaz read --plain``: the reader line by line, for screen readers, braille lines and pipes.

Logical order, no drawing, no control sequence: a screen reader speaks what stands in the line.
"""
