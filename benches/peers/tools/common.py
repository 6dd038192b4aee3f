"""What all the adapters share: they read documents, let a tool loose on them, and write what it found.

Standard input: one JSON object a line with `id`, `text` and `date`, the page's own date or null.
Standard output: `{"id", "spans": [[list, start, end], …]}` for every document, positions in code points, and a last
line `{"seconds": […], "failed": …}`: the processor time of every round over all documents, and the pieces of text on
which the tool raised an error. Loading the tool is not part of it.
"""
import json
import os
import sys
import time

ENDS = "。！？!?；;"
PAUSES = "，,、 "


def pieces(text, limit=200):
    """(offset, piece) of sentences: lines, cut at their ends, and at a pause where they are longer than `limit`."""
    at = 0
    for line in text.splitlines(keepends=True):
        start = pause = 0
        for i, char in enumerate(line, 1):
            if char in PAUSES:
                pause = i
            if char in ENDS or i == len(line):
                cut = i
            elif i - start >= limit:
                cut = pause if pause > start else i
            else:
                continue
            if line[start:cut].strip():
                yield at + start, line[start:cut].rstrip("\r\n")
            start = cut
        at += len(line)


def spans_of_words(offset, piece, words, tags, lists, joined=()):
    """Spans of tagged words. `lists` says which list a tag belongs to; neighbours of a list in `joined` are one span."""
    spans = []
    at = 0
    for word, tag in zip(words, tags):
        start = piece.find(word, at)
        if start < 0:
            continue
        at = start + len(word)
        name = lists.get(tag)
        if name in joined and spans and spans[-1][0] == name and spans[-1][2] == offset + start:
            spans[-1][2] = offset + at
        elif name:
            spans.append([name, offset + start, offset + at])
    return spans


def run(load, read, size=1, whole=False):
    """`load()` gives the tool; `read(tool, [(offset, piece), …], date)` gives the spans of up to `size` pieces."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what the tool prints is no data
    documents = [json.loads(line) for line in sys.stdin]
    tool = load()
    # The first call may load more.
    read(tool, [(0, "2024年1月5日，江苏省数据局局长王建国讲话。")], "2024-04-01")
    seconds, failed = [], 0
    for turn in range(int(sys.argv[1])):
        found, failed, start = [], 0, time.process_time()
        for document in documents:
            parts = [(0, document["text"])] if whole else list(pieces(document["text"]))
            parts.sort(key=lambda part: len(part[1]))  # pieces of a length go together well
            spans = []
            for n in range(0, len(parts), size):
                try:
                    spans += read(tool, parts[n : n + size], document["date"])
                except Exception as error:  # a tool may fail in any way
                    failed += 1
                    if turn == 0:
                        print(f"{document['id']}: {error!r}", file=sys.stderr)
            found.append({"id": document["id"], "spans": spans})
        seconds.append(time.process_time() - start)
    for line in [*found, {"seconds": seconds, "failed": failed}]:
        print(json.dumps(line, ensure_ascii=False), file=out, flush=True)
