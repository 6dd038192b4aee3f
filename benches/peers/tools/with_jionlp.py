"""JioNLP: times by rules. Of what it finds, points and spans of time are dates; durations and 每年 are not."""
from common import run

KINDS = ["time_point", "time_span"]


def load():
    import jionlp

    return jionlp


def read(jionlp, parts, date):
    year, month, day = map(int, date.split("-"))
    base = {"year": year, "month": month, "day": day}
    return [
        ["date", offset + hit["offset"][0], offset + hit["offset"][1]]
        for offset, text in parts
        for hit in jionlp.ner.extract_time(text, time_base=base)
        if hit["type"] in KINDS
    ]


run(load, read, whole=True)
