"""Agencies' own XML: a file for each schema. `extra["schema"]` says which it was.

ritzau      Ritzau's `RBNews`, alone or in the answer of its queue
release     press releases of ePressi and its kin, as NTB, STT and others distribute them
ntb         NTB's answers: articles, and its calendar, which is planning
publish     `Publish`, as the Canadian Press's newsroom system sends it
answers     answers of services that hold no story: fixtures, results
"""

from stream.wire.formats.agency_xml import answers, ntb, publish, release, ritzau

__all__ = ["answers", "ntb", "publish", "release", "ritzau"]
