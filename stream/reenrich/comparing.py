"""A shadow beside what stands: one report of what another version of everything changes."""

from schemas.cloudevents import text_headers
from stream.agents.records import UPSTREAM
from stream.broker.reading import read_to_end
from stream.evaluation.samples import Samples
from stream.reenrich.report import Report, Sample
from stream.reenrich.standings import follow, pack, unpacked
from stream.settings import Settings
from stream.topics import Topic, TopicNames, shadow


async def compare(settings: Settings, name: str, most_samples: int = 0) -> Report:
    """Every story of the shadow that still stands as it was when it was enriched anew.

    Raises TopicsDiffer where there is no such shadow.
    """
    report = Report(Samples[Sample](most_samples))
    for partition in range(settings.partitions):
        await _partition(settings, shadow(name), partition, report)
    return report


async def _partition(settings: Settings, topic: Topic, partition: int, report: Report) -> None:
    name = TopicNames(settings.topic_prefix)(topic)
    keys = {it.key async for it in read_to_end(settings, name, partitions=[partition])}
    if not keys:
        return
    compared: set[bytes] = set()
    async with follow(settings, partition, keys, enrichments=True) as standings:
        async for record in read_to_end(settings, name, partitions=[partition]):
            stands = standings[record.key]
            made_of = text_headers(record.headers).get(UPSTREAM)
            if record.value is None or stands is None or stands.killed or record.key in compared:
                continue
            before, after = stands.enrichment(), unpacked(pack(record.value))
            if stands.event == made_of and before is not None and after is not None:
                compared.add(record.key)
                report.add(record.key.decode(errors="replace"), before, after)
    report.no_longer_stands += len(keys) - len(compared)
