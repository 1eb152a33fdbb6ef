"""What grouping remembers of a story, and how it is packed for the store.

This module knows members, their vectors, and a compact versioned form of both (msgpack around
packed integers). It doesn't know when articles belong together.
"""

from __future__ import annotations

import heapq
import struct
from dataclasses import dataclass, field

import msgspec

from mujaz.stories.vectors import UNIT, Vector, vector_of

_VERSION = 1
#: Heaviest terms of an article, by which it is found.
PROBES = 24
#: Terms of a story's sketch: enough to recognise a follow-up weeks later.
SKETCH_TERMS = 100
#: Members a sketch is made of.
SKETCH_MEMBERS = 12


@dataclass(slots=True)
class Member:
    """An article of a story: id, publication time in seconds since 1970, vector, and why.

    ``anchors`` are checksums of its counted numbers, by which a later report is recognised that
    tells of the same thing again. ``probes`` are its heaviest terms, by which it is found.
    """

    id: str
    time: int
    vector: Vector
    anchors: tuple[int, ...] = ()
    days: int = 0
    why: str = ""
    probes: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Choose the heaviest terms."""
        vector = self.vector
        heaviest = heapq.nlargest(PROBES, zip(vector.values(), vector, strict=True))
        self.probes = tuple(term for _, term in heaviest)


@dataclass(slots=True)
class OpenStory:
    """A story as grouping holds it.

    ``members`` stand in published order (ties by id). ``packed`` holds them undecoded for a story
    that is too old to take articles; it is then still there to be followed, by its ``sketch``: the
    vector of its heaviest terms, packed.
    """

    id: str
    first: int
    last: int
    size: int
    thread: tuple[str, ...] = ()
    sketch: bytes = b""
    anchors: frozenset[int] = frozenset()
    members: list[Member] = field(default_factory=list)
    packed: bytes = b""


class _Stored(msgspec.Struct, array_like=True):
    version: int
    first: int
    last: int
    size: int
    thread: list[str]
    sketch: bytes
    anchors: list[int]
    members: msgspec.Raw


class _StoredMember(msgspec.Struct, array_like=True):
    id: str
    time: int
    vector: bytes
    anchors: list[int]
    days: int
    why: str


_ENCODER = msgspec.msgpack.Encoder()
_STORY = msgspec.msgpack.Decoder(_Stored)
_MEMBERS = msgspec.msgpack.Decoder(list[_StoredMember])


def pack_vector(vector: Vector) -> bytes:
    """Pack a vector: all terms as 32-bit, then all weights as 16-bit little-endian integers."""
    size = len(vector)
    return struct.pack(f"<{size}I{size}H", *vector.keys(), *vector.values())


def unpack_vector(packed: bytes) -> Vector:
    """Undo :func:`pack_vector`."""
    size = len(packed) // 6
    numbers = struct.unpack(f"<{size}I{size}H", packed)
    return vector_of(numbers[:size], numbers[size:])


def encode(story: OpenStory) -> bytes:
    """Return the stored form of a story."""
    members = story.packed or _packed(story.members)
    return _ENCODER.encode(
        _Stored(
            _VERSION,
            story.first,
            story.last,
            story.size,
            list(story.thread),
            story.sketch,
            sorted(story.anchors),
            msgspec.Raw(members),
        )
    )


def decode(story_id: str, state: bytes) -> OpenStory | None:
    """Return a story from its stored form, its members still packed; see :func:`unpack`.

    A state of another version or a broken one gives None: the story stays as it is and takes no
    more articles.
    """
    try:
        stored = _STORY.decode(state)
        if stored.version != _VERSION:
            return None
        unpack_vector(stored.sketch)
    except (msgspec.MsgspecError, struct.error, IndexError):
        return None
    return OpenStory(
        id=story_id,
        first=stored.first,
        last=stored.last,
        size=stored.size,
        thread=tuple(stored.thread),
        sketch=stored.sketch,
        anchors=frozenset(stored.anchors),
        packed=bytes(stored.members),
    )


def _packed(members: list[Member]) -> bytes:
    return _ENCODER.encode(
        [
            _StoredMember(m.id, m.time, pack_vector(m.vector), list(m.anchors), m.days, m.why)
            for m in members
        ]
    )


def pack(story: OpenStory) -> None:
    """Put a story's members away in packed form; :func:`unpack` undoes it."""
    if story.members:
        story.packed = _packed(story.members)
        story.members = []


def unpack(story: OpenStory) -> None:
    """Decode the members of a story that :func:`decode` gave."""
    if story.packed:
        story.members = [
            Member(m.id, m.time, unpack_vector(m.vector), tuple(m.anchors), m.days, m.why)
            for m in _MEMBERS.decode(story.packed)
        ]
        story.packed = b""


def member_ids(story: OpenStory) -> list[tuple[str, str]]:
    """Return (article id, why) of a story's members, decoded or not, in published order."""
    if story.packed:
        return [(m.id, m.why) for m in _MEMBERS.decode(story.packed)]
    return [(m.id, m.why) for m in story.members]


def make_sketch(members: list[Member]) -> bytes:
    """Return the heaviest terms of all members together, scaled to a unit vector, packed."""
    total: Vector = {}
    for member in members[:SKETCH_MEMBERS]:
        for term, weight in member.vector.items():
            if weight:
                total[term] = total.get(term, 0) + weight
    heaviest = sorted(total.items(), key=lambda item: (-item[1], item[0]))[:SKETCH_TERMS]
    length = sum(weight * weight for _, weight in heaviest) ** 0.5 or 1.0
    return pack_vector({term: round(UNIT * weight / length) for term, weight in heaviest})


def all_anchors(members: list[Member]) -> frozenset[int]:
    """Return the anchors of all members, of the first few of a large story."""
    return frozenset(anchor for member in members[:SKETCH_MEMBERS] for anchor in member.anchors)
