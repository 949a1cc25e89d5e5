"""What becomes of pictures, whatever they are: safe, true in its colours, or refused with the right reason."""

import struct
import subprocess
import sys
import zlib
from io import BytesIO

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms
from pillow_heif import register_heif_opener

from cases.files import validation
from cases.files.validation import reencode_picture
from search.engines.file_locks import locked

MAX_MEGABYTES = 400  # for all pictures of the site together


@pytest.fixture(autouse=True)
def own_lock(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def sent(picture, kind="PNG", **options):
    target = BytesIO()
    picture.save(target, kind, **options)
    return SimpleUploadedFile("picture", target.getvalue())


def shown(file):
    return Image.open(reencode_picture(file))


def close_to(colour, other, by=6):
    return all(abs(one - two) <= by for one, two in zip(colour, other, strict=True))


def test_a_scan_of_sixteen_bits_keeps_its_shades():
    grey = shown(sent(Image.new("I;16", (40, 20), 0x8000)))
    assert close_to(grey.convert("RGB").getpixel((5, 5)), (128, 128, 128))


def wide_profile():
    """Any RGB profile that is not sRGB will do: this one takes all green for what sRGB calls blue."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    place = {name: profile.index(name, 128) for name in (b"gXYZ", b"bXYZ")}
    swapped = bytearray(profile)
    green, blue = place[b"gXYZ"], place[b"bXYZ"]
    swapped[green : green + 4], swapped[blue : blue + 4] = b"bXYZ", b"gXYZ"
    return bytes(swapped)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_colours_are_what_their_profile_says(mode):
    picture = shown(sent(Image.new(mode, (40, 20), (0, 255, 0, 120)[: len(mode)]), icc_profile=wide_profile()))
    assert close_to(picture.convert("RGB").getpixel((5, 5)), (0, 0, 255), by=12)
    assert "icc_profile" not in picture.info
    if mode == "RGBA":
        assert close_to(picture.getpixel((5, 5))[3:], (120,))


def test_a_broken_profile_costs_the_profile_alone():
    assert close_to(shown(sent(Image.new("RGB", (9, 9), "teal"), icc_profile=b"none")).getpixel((1, 1)), (0, 128, 128))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_large_picture_of_any_kind_becomes_a_small_one(mode):
    assert shown(sent(Image.new(mode, (5_000, 2_600)))).size == (2_400, 1_248)


def heif(picture, **options):
    register_heif_opener()
    return sent(picture, "HEIF", quality=100, chroma=444, **options)


PARTS = {"left": (8, 20, (200, 30, 30)), "right": (72, 20, (30, 30, 200))}


def two_colours(mode="RGB"):
    picture = Image.new(mode, (80, 40), (200, 30, 30))
    picture.paste((30, 30, 200), (40, 0, 80, 40))
    return picture


@pytest.mark.parametrize(
    "send",
    [
        heif,
        lambda picture: sent(picture, "AVIF", quality=100, subsampling="4:4:4"),
        lambda picture: sent(picture, "TIFF"),
    ],
    ids=["HEIC", "AVIF", "TIFF"],
)
def test_what_browsers_do_not_show_becomes_what_they_show(send):
    picture = shown(send(two_colours()))
    assert (picture.format, picture.size) == ("WEBP", (80, 40))
    assert all(close_to(picture.convert("RGB").getpixel((x, y)), colour, by=14) for x, y, colour in PARTS.values())


def test_a_telephones_picture_is_turned_once_and_loses_its_marks():
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 6, "Gulnara Asanova"
    picture = shown(heif(two_colours(), exif=exif.tobytes()))
    assert picture.size == (40, 80)
    assert not picture.getexif()
    assert close_to(picture.convert("RGB").getpixel((20, 8)), PARTS["left"][2], by=14)


def test_colours_of_a_telephones_screen_come_out_as_they_were_meant():
    """Display P3 red is more than sRGB has: taken for sRGB it would lose its force; converted, it fills the channel."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    red = shown(heif(Image.new("RGB", (40, 20), (0, 255, 0)), icc_profile=wide_profile()))
    assert close_to(red.convert("RGB").getpixel((5, 5)), (0, 0, 255), by=14)
    same = shown(heif(Image.new("RGB", (40, 20), (0, 255, 0)), icc_profile=profile))
    assert close_to(same.convert("RGB").getpixel((5, 5)), (0, 255, 0), by=14)


def sixteen_bits(colour):
    """A PNG with two bytes a channel, which Pillow cannot write."""
    row = b"\0" + b"".join(part.to_bytes(2, "big") for part in colour) * 8
    head = struct.pack(">IIBBBBB", 8, 4, 16, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(row * 4)), (b"IEND", b""))
    whole = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return SimpleUploadedFile("deep.png", b"\x89PNG\r\n\x1a\n" + whole)


def test_sixteen_bits_of_colour_become_eight():
    assert close_to(shown(sixteen_bits((0x8000, 0x4000, 0xFFFF))).convert("RGB").getpixel((3, 2)), (128, 64, 255))


def test_a_grey_tiff_of_sixteen_bits_keeps_its_shades():
    grey = shown(sent(Image.new("I;16", (40, 20), 0x4000), "TIFF"))
    assert close_to(grey.convert("RGB").getpixel((5, 5)), (64, 64, 64))


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_four_printing_colours_become_three(kind):
    cyan = shown(sent(Image.new("CMYK", (40, 20), (255, 0, 0, 0)), kind))
    red, green, blue = cyan.convert("RGB").getpixel((5, 5))
    assert red < 60
    assert min(green, blue) > 120


def heic():
    return SimpleUploadedFile("IMG_1.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (heic, "HEIC"),
        (lambda: sent(Image.new("RGB", (9, 9)), "GIF"), "GIF"),
        (lambda: sent(Image.new("RGB", (9, 9)), "BMP"), "BMP"),
        (lambda: sent(Image.new("1", (21_600, 21_600))), "too many pixels"),
        (lambda: SimpleUploadedFile("a.png", sent(Image.effect_noise((90, 90), 9)).read()[:200]), "broken"),
        (lambda: SimpleUploadedFile("a.png", b"MZ"), "no picture"),
    ],
)
def test_the_reason_why_a_picture_is_refused_is_the_right_one(file, sentence):
    with pytest.raises(ValidationError) as refused:
        reencode_picture(file())
    assert sentence in refused.value.messages[0]


def test_while_another_picture_is_prepared_one_is_asked_to_wait(settings, monkeypatch):
    monkeypatch.setattr(validation, "WAITING_SECONDS", 0)
    with locked(settings.VAR_DIR / "pictures.lock", 1), pytest.raises(ValidationError) as refused:
        reencode_picture(sent(Image.new("RGB", (9, 9))))
    assert "in a minute" in refused.value.messages[0]


def decoded(source, folder):
    """How many megabytes the decoder took for it, by the system's own count."""
    run = f"""
import resource, subprocess, sys
done = subprocess.run([sys.executable, {str(validation.DECODER)!r}, {str(source)!r}, {str(folder / "out.webp")!r}, "{django_settings.PICTURE_MAX_PIXELS}"], capture_output=True)
print(done.returncode, done.stdout.decode() or "-", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""
    code, said, megabytes = subprocess.run(
        [sys.executable, "-c", run], capture_output=True, text=True, check=True
    ).stdout.split()
    assert (code, said) == ("0", "-")
    return int(megabytes)


@pytest.mark.parametrize("kind", ["HEIF", "AVIF"])
def test_twenty_million_pixels_of_a_telephone_take_no_more_memory_either(tmp_path, kind):
    """Half of what other kinds may have is the most for these, which are unpacked in several copies."""
    register_heif_opener()
    source = tmp_path / "large"
    options = {"speed": 10} if kind == "AVIF" else {"enc_params": {"preset": "ultrafast"}}
    Image.radial_gradient("L").resize((5_150, 3_880)).convert("RGB").save(source, kind, quality=40, **options)
    assert decoded(source, tmp_path) < MAX_MEGABYTES
    assert Image.open(tmp_path / "out.webp").size == (2_400, 1_808)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_forty_million_pixels_take_no_more_memory_than_the_site_has_for_pictures(tmp_path, kind):
    source = tmp_path / "large"
    mode, options = ("RGBA", {"compress_level": 1}) if kind == "PNG" else ("RGB", {"progressive": True, "quality": 20})
    Image.new(mode, (7_900, 5_000), "teal").save(source, kind, **options)
    assert decoded(source, tmp_path) < MAX_MEGABYTES
    assert Image.open(tmp_path / "out.webp").size == (2_400, 1_519)
