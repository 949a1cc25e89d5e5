"""`python picture_decoder.py SOURCE TARGET PIXELS`: a picture upright, at most 2400 pixels long, as WebP without its marks.

A program of its own, for what unpacks a picture may take memory without end: here the system ends it, and nothing else.
It prints nothing when it is done, and else why it is not: a name of `cases.files.validation.REFUSALS`, a space, a detail.
"""

import contextlib
import resource
import sys
from io import BytesIO

import pi_heif
from PIL import AvifImagePlugin, Image, ImageCms, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF", "TIFF")
MAX_SIDE_PIXELS = 2_400  # pixels: sharp on any screen, and a third of what a telephone takes
QUALITY = 82
# Of the pixels that a picture may have; what is more is refused from the header: 21 KB can unpack to 861 MiB. WebP is
# unpacked in three copies.
SHARE = {"WEBP": 0.5, "HEIF": 0.5, "AVIF": 0.5, "TIFF": 0.5}
MIN_LARGE_PIXELS = 12_000_000  # what cannot be opened and has more may lack nothing but memory
MAX_MEMORY = 380 << 20  # bytes, Python and its libraries among them: 40 million pixels of four bytes take 160 MB
MAX_SECONDS = 30  # of work
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


class Refused(Exception):
    """reason: a name of `safe_files.REFUSALS`."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail


def write_safe(source: str, target: str, max_pixels: int) -> None:
    """Raises Refused."""
    Image.MAX_IMAGE_PIXELS = None  # ours is lower, and says what is the matter
    pi_heif.register_heif_opener()
    # Each thread takes memory for itself, of which there is little.
    pi_heif.options.DECODE_THREADS = AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    pixels = 0
    try:
        with Image.open(source, formats=FORMATS) as picture:
            pixels = picture.width * picture.height
            if pixels > max_pixels * SHARE.get(picture.format or "", 1):
                raise Refused("too-many-pixels")
            _bare(picture).save(target, "WEBP", quality=QUALITY)
    except UnidentifiedImageError as error:
        raise Refused("another-kind", kind) if (kind := _kind_of(source)) else Refused("no-picture") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise Refused("too-many-pixels" if pixels > MIN_LARGE_PIXELS else "broken") from error
    except MemoryError as error:
        raise Refused("too-many-pixels") from error


def _bare(picture: Image.Image) -> Image.Image:
    """Small first: what comes after it is done to a sixth of the pixels."""
    profile, turned = picture.info.get("icc_profile"), picture.getexif().get(0x0112)
    picture.draft(None, (MAX_SIDE_PIXELS, MAX_SIDE_PIXELS))  # a JPEG is unpacked smaller than it is
    picture.load()
    small = _in_eight_bits(picture)
    if small.has_transparency_data:
        small = _reduced(small)
    small.thumbnail((MAX_SIDE_PIXELS, MAX_SIDE_PIXELS))
    small.getexif()[0x0112] = turned or 1
    small = ImageOps.exif_transpose(small)
    bare = _in_srgb(small, profile) if profile else small
    bare = bare.convert("RGBA" if bare.has_transparency_data else "RGB")
    bare.info = {}  # whatever the encoder would carry over
    return bare


def _reduced(picture: Image.Image) -> Image.Image:
    """In strips, for Pillow makes a second copy of what it shrinks where some of it is transparent."""
    factor = max(picture.size) // MAX_SIDE_PIXELS
    if factor < 2:
        return picture
    height = 128 * factor
    small = Image.new(picture.mode, (-(-picture.width // factor), -(-picture.height // factor)))
    small.info = picture.info
    for top in range(0, picture.height, height):
        strip = picture.crop((0, top, picture.width, min(top + height, picture.height)))
        small.paste(strip.reduce(factor), (0, top // factor))
    return small


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Scans have 65,536 shades of grey; Pillow would cut off all above 255, and leave them white."""
    if picture.mode.startswith("I"):
        return picture.point(lambda shade: shade * (1 / 256)).convert("L")
    if picture.mode in {"P", "1"}:  # of which no mean can be taken
        return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    return picture


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """The colours that were meant: a browser takes a picture without a profile for sRGB."""
    alpha = picture.getchannel("A") if picture.has_transparency_data and "A" in picture.getbands() else None
    base = picture.convert({"LA": "L", "RGBA": "RGB"}.get(picture.mode, picture.mode))
    with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError):  # a broken profile, or one for another mode
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        base = ImageCms.profileToProfile(base, given, _SRGB, outputMode="RGB") or base
    if alpha is not None:
        base = base.convert("RGB")
        base.putalpha(alpha)
    return base


def _kind_of(source: str) -> str:
    """What kind of picture it is, of those that come out of telephones and scanners and that browsers do not show."""
    with open(source, "rb") as file:
        begins = file.read(32)
    if begins[4:8] == b"ftyp":
        brand = begins[8:12]
        return "AVIF" if brand.startswith(b"avi") else "HEIC" if brand[:2] in {b"he", b"mi", b"ms"} else ""
    kinds = {b"GIF8": "GIF", b"BM": "BMP", b"II*\0": "TIFF", b"MM\0*": "TIFF", b"8BPS": "Photoshop", b"%PDF": "PDF"}
    return next((kind for mark, kind in kinds.items() if begins.startswith(mark)), "")


def main(source: str, target: str, max_pixels: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    try:
        write_safe(source, target, int(max_pixels))
    except Refused as refused:
        sys.stdout.write(f"{refused.reason} {refused.detail}".strip())


if __name__ == "__main__":
    main(*sys.argv[1:])
