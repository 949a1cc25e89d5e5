"""What was taken out of a file, and what a file may be refused for."""

from dataclasses import dataclass, field

NAMES = "names"
COMMENTS = "comments"
CHANGES = "changes"
NOTES = "notes"
VERSIONS = "versions"
PROPERTIES = "properties"
PLACE = "place"
CAMERA = "camera"
PREVIEW = "preview"
EMBEDDED = "embedded"
HIDDEN = "hidden"
LINKS = "links"
OFFICE = "office"
SCRIPTS = "scripts"
SIGNATURES = "signatures"

MAX_KEPT = 500  # of what stays unseen


class RefusedFile(Exception):
    """reason: a name of `cases.files.clean_files.REFUSALS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class Traces:
    """only_place: leave all but the place where a picture was taken. found: kinds of what was taken out. kept: what stays
    though no page shows it, for it leads or holds together: addresses, and names of styles, bookmarks, ranges and layers. They
    may hold their author's name, and he is told if they do."""

    only_place: bool = False
    found: set[str] = field(default_factory=set)
    kept: list[str] = field(default_factory=list)

    def take(self, *kinds: str) -> None:
        self.found.update(kinds)

    def keep(self, word: str) -> None:
        if word and len(self.kept) < MAX_KEPT and word not in self.kept:
            self.kept.append(word)


def is_web_address(address: str) -> bool:
    """A link that readers can follow; what leads to a disk or a mailbox tells whose it is."""
    return address.lower().startswith(("http://", "https://"))


def looks_like_a_path(text: str) -> bool:
    """Programs put the name of the file that a picture came from where its description belongs."""
    return (
        "\\" in text or "/" in text or text.lower().endswith((".jpg", ".jpeg", ".png", ".gif", ".tif", ".bmp", ".heic"))
    )
