"""A picture of any kind that files hold."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from cases.files.cleaning.pictures import exif, gif, jpeg, metafiles, png, webp
from cases.files.cleaning.traces import PLACE, PROPERTIES, Traces
from search.extraction.archives import BrokenFile

MAX_PIXELS = 25_000_000  # of what has to be opened to be cleaned
CONVERTED = ("BMP", "DIB", "TIFF")

Kind = tuple[Callable[[bytes], bool], Callable[[bytes, Traces], bytes], str]
_KINDS: tuple[Kind, ...] = (
    (lambda content: content.startswith(jpeg.SIGNATURE), jpeg.clean, ".jpeg"),
    (lambda content: content.startswith(png.SIGNATURE), png.clean, ".png"),
    (webp.is_webp, webp.clean, ".webp"),
)
_WITHOUT_PLACES: tuple[Kind, ...] = (
    (lambda content: content.startswith(gif.SIGNATURES), gif.clean, ".gif"),
    (metafiles.is_emf, metafiles.clean_emf, ".emf"),
    (metafiles.is_wmf, metafiles.clean_wmf, ".wmf"),
)


def clean_picture(content: bytes, traces: Traces) -> tuple[bytes, str] | None:
    """The picture without its marks, and the suffix that it has now; None for what cannot be cleaned.

    Raises BrokenFile for what begins as one of these kinds and does not go on so.
    """
    for begins, clean, suffix in _KINDS:
        if begins(content):
            return clean(content, traces), suffix
    if traces.only_place:
        return _without_place(content, traces), ""
    for begins, clean, suffix in _WITHOUT_PLACES:
        if begins(content):
            return clean(content, traces), suffix
    return _as_png(content, traces)


def _without_place(content: bytes, traces: Traces) -> bytes:
    """A TIFF is a header of the kind that others carry."""
    if content[:4] not in {b"II*\0", b"MM\0*"} or not exif.has_place(content):
        return content
    traces.take(PLACE)
    return exif.without_place(content)


def _as_png(content: bytes, traces: Traces) -> tuple[bytes, str] | None:
    """What has its marks between its pixels is written anew, losing none of them."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS // 2  # Pillow refuses above twice that
    try:
        with Image.open(BytesIO(content), formats=CONVERTED) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return None
            profile = picture.info.get("icc_profile")
            bare = picture.convert("RGB") if picture.mode in {"CMYK", "YCbCr", "LAB"} else picture.copy()
            bare.info = {}
            target = BytesIO()
            bare.save(target, "PNG", icc_profile=profile if picture.mode == bare.mode else None)
    except (UnidentifiedImageError, Image.DecompressionBombError):
        return None
    except (OSError, SyntaxError, ValueError) as error:
        raise BrokenFile("picture") from error
    traces.take(PROPERTIES)
    return target.getvalue(), ".png"
