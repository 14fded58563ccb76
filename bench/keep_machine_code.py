#!/usr/bin/env python3
"""Leaves of the machine code in CUDA libraries that for one GPU alone, as nvprune does: for a pack that
must be small. The files stay as long as they are; what is left out becomes zeros, which compress to nothing.

    keep_machine_code.py COMPUTE LIBRARY...       90 keeps code for compute capability 9.0

Layout of .nv_fatbin: containers (magic, version, header's bytes, bytes of all entries), each with entries
(kind, header's and payload's bytes, compute capability), in which the runtime looks for the best one.
"""
import mmap
import struct
import sys

CONTAINER = struct.Struct("<IHHQ")  # magic, version, bytes of this header, bytes of the entries
CONTAINER_MAGIC = 0xBA55ED50
ENTRY = struct.Struct("<HHIQIIHHI")  # kind, version, bytes of this header, of the payload, ..., compute
SECTIONS = (b".nv_fatbin", b"__nv_relfatbin")


def sections(data):
    """First byte and length of each section that holds containers, of a 64-bit little-endian ELF file."""
    if data[:6] != b"\x7fELF\x02\x01":
        raise ValueError("not a 64-bit ELF file")
    (table,) = struct.unpack_from("<Q", data, 0x28)
    size, count, names = struct.unpack_from("<HHH", data, 0x3A)
    headers = [struct.unpack_from("<IIQQQQ", data, table + i * size) for i in range(count)]
    for name, _, _, _, offset, length in headers:
        at = headers[names][4] + name
        if data[at : data.find(b"\0", at)] in SECTIONS:
            yield offset, length


def prune(data, offset, length, compute):
    """Moves the entries that stay to the front of each container. Returns the bytes that are kept."""
    kept = 0
    at, end = offset, offset + length
    while at < end:
        magic, version, header, entries = CONTAINER.unpack_from(data, at)
        if magic != CONTAINER_MAGIC or version != 1 or at + header + entries > end:
            raise ValueError(f"no container of machine code at byte {at}")
        first = at + header
        staying = []
        entry = first
        while entry < first + entries:
            fields = ENTRY.unpack_from(data, entry)
            whole = fields[2] + fields[3]
            if fields[8] == compute:
                staying.append(data[entry : entry + whole])
            entry += whole
        if entry != first + entries:
            raise ValueError(f"entries of the container at byte {at} go beyond it")
        if not staying:
            raise ValueError(f"no machine code for compute capability {compute} in the container at byte {at}")
        stay = b"".join(staying)
        CONTAINER.pack_into(data, at, magic, version, header, len(stay))
        data[first : first + entries] = stay + bytes(entries - len(stay))
        kept += len(stay)
        at = first + entries
    return kept


def main(compute, files):
    for file in files:
        with open(file, "r+b") as opened, mmap.mmap(opened.fileno(), 0) as data:
            for offset, length in list(sections(data)):
                kept = prune(data, offset, length, compute)
                print(f"{file}: {kept >> 20} of {length >> 20} MB of machine code")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    try:
        main(int(sys.argv[1]), sys.argv[2:])
    except (OSError, ValueError) as error:
        sys.exit(f"keep_machine_code.py: {error}")
