#!/usr/bin/env python3
"""zhiguan beside other open tools: installs them, runs all over the corpus, prints two tables. See README.md."""
import argparse
import datetime
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

import score

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SETS = ["seeds", "dev", "fresh"]
# The speed is measured over these, as `cargo bench` does for `offices alone`.
SPEED_SETS = ["seeds", "dev"]
# zhiguan reads so many bytes in one run, for it is done with the corpus before a clock can tell.
BYTES = 20_000_000
# Name, package, key of adapter and requirements, lists that it gives.
TOOLS = [
    ("LAC", "LAC", "lac", ["date", "agency", "person", "agency or organization"]),
    ("FoolNLTK", "foolnltk", "foolnltk", ["date", "agency", "person", "agency or organization"]),
    ("JioNLP", "jionlp", "jionlp", ["date"]),
    ("Recognizers-Text", "recognizers-text-date-time", "recognizers", ["date"]),
    ("jieba (Python)", "jieba", "jieba", []),
]
BUILD_TOOLS = ["setuptools==69.5.1", "wheel==0.45.1"]
ONE_THREAD = {
    **dict.fromkeys(["OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS"], "1"),
    **dict.fromkeys(["TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"], "1"),
    "CUDA_VISIBLE_DEVICES": "",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "PYTHONUTF8": "1",
}


def say(text):
    print(text, file=sys.stderr, flush=True)


def documents(names):
    """(path under the project, text, gold) of every document of some sets."""
    for path in (path for name in names for path in sorted((ROOT / "corpus" / name).glob("*.json"))):
        gold = json.loads(path.read_text("utf-8"))
        text = (path.parent / gold["text_file"]).read_bytes().decode("utf-8-sig")
        yield f"corpus/{path.parent.name}/{gold['text_file']}", text, gold


def measured(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL):
    """Runs a command on one thread: (processor time in seconds, peak memory in MB) of its process."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **ONE_THREAD}, stdin=stdin, stdout=stdout, stderr=errors
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        if process.returncode:
            raise RuntimeError(f"{command[0]} failed: {errors.read().strip()[-500:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 2**20


class Zhiguan:
    name = "**zhiguan**"
    lists = list(score.LISTS)

    def __init__(self, program):
        self.program = program

    def read(self, names):
        command = [self.program, "extract", "--quiet", *(f"corpus/{name}" for name in names)]
        lines = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.splitlines()
        return {
            record["source"]: [[m["kind"], m["start"], m["end"]] for m in record["mentions"]]
            for record in map(json.loads, lines)
        }

    def check(self):
        """The scores given here are those that `zhiguan eval` gives."""
        for name in SETS:
            sums = counts(self.read([name]), [name], ["hans", "hant", "mixed"])
            command = [self.program, "eval", f"corpus/{name}", "--format", "json"]
            rows = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
            for key in ["date", "agency", "person"]:
                own, reference = score.rates(*sums[key]), [rows[key][rate] for rate in ["precision", "recall", "f1"]]
                if any(abs(a - b) > 1e-9 for a, b in zip(own, reference)):
                    say(f"{name}, {key}: {own} here, {reference} by `zhiguan eval`")

    def speed(self, runs):
        """(characters a second, MB), from the start of the program to its end."""
        texts = [text for _, text, _ in documents(SPEED_SETS)]
        times = -(-BYTES // sum(len(text.encode()) for text in texts))
        with tempfile.TemporaryDirectory() as folder:
            for n, text in enumerate(texts * times):
                (pathlib.Path(folder) / f"{n:06}.txt").write_text(text, "utf-8")
            command = [self.program, "extract", "--quiet", "--threads", "1", folder]
            results = [measured(command) for _ in range(runs)]
        seconds, memory = map(statistics.median, zip(*results))
        return sum(map(len, texts)) * times / seconds, memory


class Tool:
    def __init__(self, name, package, key, lists, folder):
        self.key, self.lists = key, lists
        self.requirements = HERE / "requirements" / f"{key}.txt"
        pins = dict(line.split("==") for line in self.requirements.read_text().split())
        self.name = f"{name} {pins[package]}"
        self.python = folder / key / "bin" / "python"

    def install(self, python):
        mark = self.python.parent.parent / "installed.txt"
        if mark.exists() and mark.read_text() == self.requirements.read_text():
            return
        say(f"{self.name}: installing")
        pip = [self.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        # Old packages are built by an old setuptools, and some name dependencies that are gone: all is pinned instead.
        for command in [
            [python, "-m", "venv", "--clear", mark.parent],
            [*pip, *BUILD_TOOLS],
            [*pip, "--no-build-isolation", "--no-deps", "-r", self.requirements],
        ]:
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode:
                raise RuntimeError(f"cannot be installed: {done.stderr.strip()[-500:]}")
        mark.write_text(self.requirements.read_text())

    def go(self, names, rounds):
        """What the adapter writes over the documents, and the peak memory."""
        with (
            tempfile.TemporaryFile("w+", encoding="utf-8") as given,
            tempfile.TemporaryFile("w+", encoding="utf-8") as out,
        ):
            for source, text, gold in documents(names):
                date = gold["reference_date"] or "2024-01-01"
                given.write(json.dumps({"id": source, "text": text, "date": date}) + "\n")
            given.seek(0)
            command = [self.python, HERE / "tools" / f"with_{self.key}.py", str(rounds)]
            _, memory = measured(command, given, out)
            out.seek(0)
            *found, end = map(json.loads, out)
        return found, end, memory

    def read(self, names):
        found, end, _ = self.go(names, 1)
        if end["failed"]:
            say(f"{self.name}: an error on {end['failed']} pieces of text, of which nothing counts as found")
        return {document["id"]: document["spans"] for document in found}

    def speed(self, runs):
        _, end, memory = self.go(SPEED_SETS, runs)
        return sum(len(text) for _, text, _ in documents(SPEED_SETS)) / statistics.median(end["seconds"]), memory


def counts(found, names, scripts):
    """{list: [right, wrong, missed]} of a tool over some sets, of documents in some scripts only."""
    sums = {key: [0, 0, 0] for key in score.LISTS}
    for source, text, gold in documents(names):
        if gold["script"] in scripts:
            for key, added in score.score(gold, text, found[source]).items():
                sums[key] = [a + b for a, b in zip(sums[key], added)]
    return sums


def accuracy(tools):
    """Prints the first table; the tools that work."""
    found = {}
    for tool in tools:
        try:
            found[tool] = tool.read(SETS)
        except (RuntimeError, OSError, ValueError) as error:
            say(f"{tool.name}: skipped: {error}")
    heads = [f"{name}: P | R | F1" for name in score.LISTS]
    print(f"| set | tool | {' | '.join(heads)} |\n|{'---|' * (2 + 3 * len(heads))}")
    rows = [(name, [name], ["hans", "hant", "mixed"]) for name in SETS] + [("simplified", SETS, ["hans"])]
    for label, names, scripts in rows:
        for tool in (tool for tool in found if tool.lists):
            sums = counts(found[tool], names, scripts)
            cells = (
                " | ".join(f"{rate:.3f}" for rate in score.rates(*sums[key])) if key in tool.lists else "– | – | –"
                for key in score.LISTS
            )
            print(f"| {label} | {tool.name} | {' | '.join(cells)} |", flush=True)
    return list(found)


def cut_speed(profile):
    """Characters a second of plain jieba-rs, as `cargo bench` measures it over the same documents."""
    say("jieba-rs: cargo bench")
    command = ["cargo", "bench", "--quiet", "--profile", profile, "--bench", "pipeline", "--", "ratios"]
    out = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    line = next(line for line in out.splitlines() if line.strip().startswith("offices alone"))
    texts = [text for _, text, _ in documents(SPEED_SETS)]
    return float(line.split()[3]) * 1e6 * sum(map(len, texts)) / sum(len(text.encode()) for text in texts)


def speed(tools, profile, runs):
    """Prints the second table; the first tool is zhiguan."""
    own, own_memory = tools[0].speed(runs)
    cut = cut_speed(profile)
    print("| tool | characters/s | × zhiguan | × jieba-rs cut | peak memory, MB | × zhiguan |\n|---|---|---|---|---|---|")
    print(f"| {tools[0].name} | {own:,.0f} | 1 | {own / cut:.2g} | {own_memory:.0f} | 1 |")
    print(f"| jieba-rs cut | {cut:,.0f} | {cut / own:.2g} | 1 | | |", flush=True)
    for tool in tools[1:]:
        say(f"{tool.name}: speed")
        try:
            rate, memory = tool.speed(runs)
        except (RuntimeError, OSError, ValueError) as error:
            say(f"{tool.name}: skipped: {error}")
            continue
        ratios = f"{rate / own:.2g} | {rate / cut:.2g} | {memory:.0f} | {memory / own_memory:.2g}"
        print(f"| {tool.name} | {rate:,.0f} | {ratios} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dir", type=pathlib.Path, help="keep the environments there (default: a temporary folder)")
    parser.add_argument("--only", default=",".join(key for _, _, key, _ in TOOLS), help="keys of tools, by commas")
    parser.add_argument("--python", default=sys.executable, help="Python of the environments: 3.11 or 3.12")
    parser.add_argument("--profile", default="release", help="profile that zhiguan and its benchmark are built with")
    parser.add_argument("--runs", type=int, default=5, help="runs of which the median is the speed")
    parser.add_argument("--no-speed", action="store_true", help="the first table only")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zhiguan-peers-") as temporary:
        folder = (args.dir or pathlib.Path(temporary)).resolve()
        installed = []
        for tool in (Tool(*row, folder) for row in TOOLS if row[2] in args.only.split(",")):
            try:
                tool.install(args.python)
                installed.append(tool)
            except (RuntimeError, OSError) as error:
                say(f"{tool.name}: skipped: {error}")
        subprocess.run(["cargo", "build", "--quiet", "--profile", args.profile], cwd=ROOT, check=True)
        target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", "target"))
        # The last commit that changed the program.
        log = ["git", "log", "-1", "--format=%h", "--", "src", "rules", "Cargo.toml", "Cargo.lock"]
        commit = subprocess.run(log, cwd=ROOT, capture_output=True, text=True)
        commit = commit.stdout.strip() or "unknown"
        version = subprocess.run([args.python, "--version"], capture_output=True, text=True).stdout.strip()
        print(f"{datetime.date.today()}, zhiguan {commit}, profile `{args.profile}`, {version}\n")
        zhiguan = Zhiguan(ROOT / target / args.profile / "zhiguan")
        zhiguan.check()
        working = accuracy([zhiguan, *installed])
        if not any(isinstance(tool, Tool) for tool in working):
            sys.exit("none of the tools worked")
        if not args.no_speed:
            print()
            speed(working, args.profile, args.runs)


if __name__ == "__main__":
    main()
