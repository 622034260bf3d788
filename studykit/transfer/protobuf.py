"""Messages of Protocol Buffers, as far as packages of Anki need them: fields by number, without a schema.

The encoding is that of protobuf's own documentation: a key of number and wire type, then a varint, 4 or 8 bytes, or a
length and so many bytes.
"""

from collections.abc import Iterator

Value = int | bytes


def fields(data: bytes) -> Iterator[tuple[int, Value]]:
    """The fields of a message, in order; raises ValueError where it is broken."""
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        number, wire = key >> 3, key & 7
        if wire == 0:
            value, at = _varint(data, at)
            yield number, value
            continue
        if wire == 2:
            size, at = _varint(data, at)
        elif wire in (1, 5):
            size = 8 if wire == 1 else 4
        else:
            msg = f"wire type {wire}"
            raise ValueError(msg)
        if at + size > len(data):
            msg = "a field ends after the message"
            raise ValueError(msg)
        yield number, data[at : at + size]
        at += size


def first(data: bytes, number: int) -> Value | None:
    """The first field of a number."""
    return next((value for found, value in fields(data) if found == number), None)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number, and where it ends."""
    value = shift = 0
    while at < len(data) and shift < 64:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if not byte & 0x80:
            return value, at
    msg = "a number does not end"
    raise ValueError(msg)
