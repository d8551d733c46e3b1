"""The text of NITF, wherever it stands: in NewsML, in an agency's JSON."""

from stream.wire.formats.nitf import set_nitf

__all__ = ["set_nitf"]
