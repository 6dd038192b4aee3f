"""Recognizers-Text: dates and times by rules. Of what it finds, durations, sets and times of day are no dates."""
import datetime

from common import run

KINDS = ["date", "daterange", "datetime", "datetimerange"]


def load():
    from recognizers_date_time import Culture, DateTimeRecognizer

    return DateTimeRecognizer(Culture.Chinese).get_datetime_model()


def read(model, parts, date):
    base = datetime.datetime.fromisoformat(date)
    return [
        ["date", offset + hit.start, offset + hit.end + 1]
        for offset, piece in parts
        for hit in model.parse(piece, base)
        if hit.type_name.removeprefix("datetimeV2.") in KINDS
    ]


run(load, read)
