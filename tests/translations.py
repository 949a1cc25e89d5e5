"""`python -m tests.translations`: every marked string is in the catalogues, and Russian has them all.

The strings are extracted into a copy, so that checking changes nothing. Without gettext (Debian package `gettext`) only
the catalogues as they stand are checked, and one line says so.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LOCALE = Path("portal") / "locale"
SOURCES = ("portal", "cases", "network", "search", "templates")
COMPLETE = ("ru",)
LANGUAGES = ("en", "ru", "kk", "ky", "tg", "tk", "uz")
_UNKNOWN_NAME = re.compile(r"import [\w, ]*gettext\w* as (?!_\b)\w+")
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def main() -> int:
    problems = what_extraction_would_not_find()
    for language in LANGUAGES:
        problems += problems_of(language)
    if shutil.which("xgettext"):
        problems += what_extraction_changes()
    elif os.environ.get("REQUIRE_SERVICES") == "1":
        problems.append("gettext is missing: apt-get install gettext")
    else:
        print("Not checked whether all strings are in the catalogues: apt-get install gettext")
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems in the catalogues of {len(LANGUAGES)} languages.")
    return 1 if problems else 0


def catalogue(language: str, root: Path = ROOT) -> polib.POFile:
    return polib.pofile(str(root / LOCALE / language / "LC_MESSAGES" / "django.po"))


def problems_of(language: str) -> list[str]:
    entries = [entry for entry in catalogue(language) if not entry.obsolete]
    found = [f"{language}: fuzzy: {entry.msgid!r}" for entry in entries if entry.fuzzy]
    if language in COMPLETE:
        found += [f"{language}: not translated: {entry.msgid!r}" for entry in entries if not entry.translated()]
    found += [f"{language}: other placeholders: {entry.msgid!r}" for entry in entries if not _fits(entry)]
    return found


def _fits(entry: polib.POEntry) -> bool:
    """A translation may leave a placeholder out of a singular, and can never have one that the code does not fill."""
    known = set(_PLACEHOLDER.findall(entry.msgid)) | set(_PLACEHOLDER.findall(entry.msgid_plural or ""))
    texts = [entry.msgstr, *entry.msgstr_plural.values()]
    return all(set(_PLACEHOLDER.findall(text)) <= known for text in texts)


def what_extraction_would_not_find() -> list[str]:
    """Strings marked under a name that xgettext does not know are in no catalogue, and nobody misses them there."""
    modules = (module for source in SOURCES for module in (ROOT / source).rglob("*.py"))
    lines = ((module, line) for module in modules for line in module.read_text(encoding="utf-8").splitlines())
    return [f"{module}: unknown to xgettext: {line}" for module, line in lines if _UNKNOWN_NAME.search(line)]


def what_extraction_changes() -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for source in SOURCES:
            shutil.copytree(
                ROOT / source, copy / source, ignore=shutil.ignore_patterns("content", "__pycache__", "*.mo")
            )
        shutil.copy(ROOT / "manage.py", copy)
        extract(copy)
        found: list[str] = []
        for language in LANGUAGES:
            here, there = _ids(catalogue(language)), _ids(catalogue(language, copy))
            found += [
                f"{language}: not in the catalogue (make messages): {msgid!r}" for _context, msgid in there - here
            ]
            found += [f"{language}: no longer used (make messages): {msgid!r}" for _context, msgid in here - there]
        return found


def extract(folder: Path) -> None:
    command = [sys.executable, "manage.py", "makemessages", "--no-location", "--no-obsolete", "--no-wrap"]
    command += ["--ignore", ".venv", "--ignore", "var", "--ignore", "tests"]
    for language in LANGUAGES:
        command += ["-l", language]
    environment = os.environ | {
        "DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "VAR_DIR": str(folder / "var"),
    }
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, env=environment)


def _written(language: str, folder: Path = ROOT) -> list[str]:
    """The lines of a catalogue but that of its day."""
    text = (folder / LOCALE / language / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith('"POT-Creation-Date')]


def _ids(po: polib.POFile) -> set[tuple[str, str]]:
    return {(entry.msgctxt or "", entry.msgid) for entry in po if not entry.obsolete}


if __name__ == "__main__":
    if sys.argv[1:] == ["extract"]:
        extract(ROOT)
    else:
        sys.exit(main())
