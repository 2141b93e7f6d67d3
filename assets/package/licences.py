"""Prints the licence texts of every crate that goes into the program for a target.

Usage: licences.py TARGET. Asks cargo which crates those are (they were fetched to be built) and
reads the licence files the crates bring. A crate without a licence is a failure; one without a
licence file is listed under the text of another crate with the same licence.
"""

import json
import pathlib
import subprocess
import sys


def main() -> int:
    target = sys.argv[1]
    metadata = json.loads(
        subprocess.run(
            ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    )
    packages = {(package["name"], package["version"]): package for package in metadata["packages"]}
    # `cargo metadata` also lists what optional features would bring; the tree is what is compiled.
    tree = subprocess.run(
        ["cargo", "tree", "--locked", "--edges", "normal", "--target", target, "--prefix", "none", "--format", "{p}"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    lines = (line.split() for line in tree.splitlines() if line)
    reached = sorted({(words[0], words[1].removeprefix("v")) for words in lines})

    texts: dict[str, list[str]] = {}
    bare: list[str] = []
    for identifier in reached:
        package = packages[identifier]
        name = f"{package['name']} {package['version']} ({package['license'] or package['license_file']})"
        if not package["license"] and not package["license_file"]:
            print(f"{name} has no licence", file=sys.stderr)
            return 1
        folder = pathlib.Path(package["manifest_path"]).parent
        files = sorted(
            file
            for file in folder.iterdir()
            if file.is_file() and file.name.lower().startswith(("licen", "copying", "notice", "copyright"))
        )
        if not files:
            bare.append(name)
        for file in files:
            texts.setdefault(file.read_text("utf-8", "replace").strip(), []).append(name)
    fonts = pathlib.Path("assets/fonts/OFL.txt").read_text("utf-8").strip()
    texts.setdefault(fonts, []).append("IBM Plex Sans (OFL-1.1)")
    for icons in sorted(pathlib.Path("assets/icons").glob("LICEN*")):
        texts.setdefault(icons.read_text("utf-8").strip(), []).append("Lucide icons (ISC)")

    print("Home Station is licensed MIT OR Apache-2.0. It contains these works, and the Rust standard")
    print("library (MIT OR Apache-2.0, https://github.com/rust-lang/rust)", end="")
    if "windows" in target:
        print(", the runtime of mingw-w64 (public domain and")
        print("ZPL-2.1, https://www.mingw-w64.org) and libgcc (GPL-3.0 WITH GCC-exception-3.1)", end="")
    print(".\n")
    for text, names in sorted(texts.items(), key=lambda item: item[1][0].lower()):
        print("=" * 80)
        print("\n".join(sorted(set(names))))
        print("-" * 80)
        print(text, end="\n\n")
    if bare:
        print("=" * 80)
        print("Without a licence file of their own; the licence named applies:")
        print("\n".join(bare))
    return 0


sys.exit(main())
