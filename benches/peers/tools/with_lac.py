"""LAC: words and entities by a recurrent network (GRU and CRF) on PaddlePaddle."""
import sys

from common import run, spans_of_words

LISTS = {"PER": "person", "nr": "person", "ORG": "agency", "nt": "agency", "TIME": "date", "t": "date"}


def load():
    import paddle.base

    # LAC asks for the module by the name it had before PaddlePaddle 2.5.
    paddle.fluid = paddle.base
    sys.modules["paddle.fluid"] = paddle.base
    sys.modules["paddle.fluid.core"] = paddle.base.core
    from LAC import LAC

    return LAC(mode="lac")


def read(lac, parts, date):
    spans = []
    for (offset, piece), (words, tags) in zip(parts, lac.run([piece for _, piece in parts])):
        spans += spans_of_words(offset, piece, words, tags, LISTS, joined=["date", "agency"])
    return spans


run(load, read, size=32)
