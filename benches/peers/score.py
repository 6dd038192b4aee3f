"""Spans against gold: exact start, end and list, in code points. The rules are those of `zhiguan eval`."""
import re

# Gold lists whose spans are asked for, lists of a tool that answer, and gold that excuses what it touches.
LISTS = {
    "date": (["dates"], ["date"], []),
    "agency": (["agencies"], ["agency"], ["organizations"]),
    "person": (["officials"], ["person"], ["others"]),
    "agency or organization": (["agencies", "organizations"], ["agency", "organization"], []),
}
URL = re.compile(r"(?:https?://|www\.)[\x21-\x7e]+")


def touches(span, spans):
    return any(start < span[1] and span[0] < end for start, end in spans)


def opaque(text):
    """Spans of outermost 《…》, brackets included, and of addresses: nothing in them is a mention."""
    spans, depth, start = [match.span() for match in URL.finditer(text)], 0, 0
    for at, char in enumerate(text):
        if char == "《":
            start = start if depth else at
            depth += 1
        elif char == "》" and depth:
            depth -= 1
            if not depth:
                spans.append((start, at + 1))
        elif char == "\n":
            depth = 0
    return spans


def occurrences(text, surface, blocked):
    """Spans of a surface, left to right, that touch neither blocked ones nor each other."""
    found, at = [], text.find(surface)
    while at >= 0:
        span = (at, at + len(surface))
        if not touches(span, blocked):
            found.append(span)
            at = span[1] - 1
        at = text.find(surface, at + 1)
    return found


def expand(entries, text):
    """(span, entry) of all mentions of a gold list: the longest surface first, `only` and `not` pick occurrences."""
    blocked, mentions = opaque(text), []
    surfaces = sorted({entry["text"] for entry in entries}, key=lambda s: (-len(s), text.find(s)))
    for surface in surfaces:
        found = occurrences(text, surface, blocked)
        for entry in (entry for entry in entries if entry["text"] == surface):
            numbers = entry.get("only", range(1, len(found) + 1))
            taken = [found[n - 1] for n in numbers if n not in entry.get("not", [])]
            mentions += [(span, entry) for span in taken]
            blocked += taken
    return mentions


def gold_spans(gold, text):
    """The spans of every gold list; persons by whether they hold a public post."""
    spans = {name: {span for span, _ in expand(gold[name], text)} for name in ["dates", "agencies", "organizations"]}
    persons = expand(gold["persons"], text)
    spans["officials"] = {span for span, person in persons if person["official"]}
    spans["others"] = {span for span, person in persons if not person["official"]}
    return spans


def score(gold, text, found):
    """{list: (right, wrong, missed)} of a document. `found` are [list, start, end] of a tool."""
    spans, hidden, counts = gold_spans(gold, text), opaque(text), {}
    for name, (asked, answers, excused) in LISTS.items():
        want = set().union(*(spans[key] for key in asked))
        excuses = set().union(*(spans[key] for key in excused))
        got = {(start, end) for kind, start, end in found if kind in answers and not touches((start, end), hidden)}
        wrong = [span for span in got - want if not touches(span, excuses)]
        counts[name] = (len(got & want), len(wrong), len(want - got))
    return counts


def rates(right, wrong, missed):
    """Precision, recall and F1; of nothing, 1."""
    parts = [(right, right + wrong), (right, right + missed), (2 * right, 2 * right + wrong + missed)]
    return [part / whole if whole else 1.0 for part, whole in parts]
