"""The picture in docs/architecture.md, drawn from the imports: `python -m tests.import_graph` draws it anew."""

import re
import sys
from itertools import pairwise
from pathlib import Path

import grimp

APPS = ("portal", "cases", "network", "search")
DOCUMENT = Path(__file__).parents[1] / "docs" / "architecture.md"
_PICTURE = re.compile(r"```mermaid\n.*?```\n", re.DOTALL)


def folders_of(app: str) -> dict[str, set[str]]:
    """Each folder of an app with the folders of it that it imports, by way of single modules too."""
    graph = grimp.build_graph(app)
    modules = {name: graph.find_descendants(name) | {name} for name in graph.find_children(app)}
    owners = {module: part for part, of_part in modules.items() for module in of_part}
    parts = {
        part: {owners.get(one, part) for module in of_part for one in graph.find_modules_directly_imported_by(module)}
        for part, of_part in modules.items()
    }
    folders = {part for part, of_part in modules.items() if len(of_part) > 1}
    return {part: (_reached_from(part, parts) & folders) - {part} for part in folders}


def _reached_from(part: str, parts: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = set(parts[part])
    while waiting:
        reached |= waiting
        waiting = set().union(*(parts[one] for one in waiting)) - reached
    return reached


def without_shortcuts(folders: dict[str, set[str]]) -> dict[str, set[str]]:
    """The same without an arrow to what is reached by a longer way. There is no circle: import-linter sees to that."""
    return {
        folder: {one for one in below if not any(one in folders[other] for other in below - {one})}
        for folder, below in folders.items()
    }


def draw() -> str:
    lines = ["```mermaid", "flowchart LR"]
    for app in APPS:
        folders = without_shortcuts(folders_of(app))
        drawn = sorted(one for one in folders if folders[one] or any(one in below for below in folders.values()))
        lines.append(f"  subgraph {app}")
        lines += [f"    {folder}[{folder.rpartition('.')[2]}]" for folder in drawn]
        lines += [f"    {folder} --> {below}" for folder in drawn for below in sorted(folders[folder])]
        lines.append("  end")
    lines += [f"  {above} ==> {below}" for above, below in pairwise(APPS)]
    return "\n".join([*lines, "```", ""])


def main() -> int:
    DOCUMENT.write_text(_PICTURE.sub(lambda _found: draw(), DOCUMENT.read_text()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
