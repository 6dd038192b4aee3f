"""FoolNLTK: entities by a recurrent network (BiLSTM and CRF) on TensorFlow."""
import sys
import types

from common import run

LISTS = {"person": "person", "org": "agency", "company": "organization", "time": "date"}


def viterbi(score, transitions):
    """The best row of tags, as `tf.contrib.crf.viterbi_decode` gave it, which TensorFlow 2 has no more."""
    best, back = score[0], []
    for row in score[1:]:
        ways = best[:, None] + transitions
        back.append(ways.argmax(axis=0))
        best = ways.max(axis=0) + row
    tags = [int(best.argmax())]
    for row in reversed(back):
        tags.append(int(row[tags[-1]]))
    return tags[::-1], float(best.max())


def load():
    import tensorflow

    # The package was written for TensorFlow 1.
    for name in ["GraphDef", "gfile", "Session", "placeholder", "ConfigProto"]:
        setattr(tensorflow, name, getattr(tensorflow.compat.v1, name))
    tensorflow.config.threading.set_intra_op_parallelism_threads(1)
    tensorflow.config.threading.set_inter_op_parallelism_threads(1)
    crf = types.ModuleType("tensorflow.contrib.crf")
    crf.viterbi_decode = viterbi
    sys.modules["tensorflow.contrib"] = types.ModuleType("tensorflow.contrib")
    sys.modules["tensorflow.contrib"].crf = sys.modules["tensorflow.contrib.crf"] = crf
    import fool

    return fool


def read(fool, parts, date):
    found = zip(parts, fool.ner([piece for _, piece in parts]))
    return [
        [LISTS[kind], offset + start, offset + end]
        for (offset, _), entities in found
        for start, end, kind, _ in entities
        if kind in LISTS
    ]


run(load, read, size=16)
