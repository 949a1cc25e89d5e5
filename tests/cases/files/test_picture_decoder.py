"""What becomes of pictures, whatever they are: safe, true in its colours, or refused with the right reason."""

import subprocess
import sys
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

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


def heic():
    return SimpleUploadedFile("IMG_1.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (heic, "HEIC"),
        (lambda: sent(Image.new("RGB", (9, 9)), "GIF"), "GIF"),
        (lambda: sent(Image.new("RGB", (9, 9)), "TIFF"), "TIFF"),
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


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_forty_million_pixels_take_no_more_memory_than_the_site_has_for_pictures(settings, tmp_path, kind):
    source = tmp_path / "large"
    mode, options = ("RGBA", {"compress_level": 1}) if kind == "PNG" else ("RGB", {"progressive": True, "quality": 20})
    Image.new(mode, (7_900, 5_000), "teal").save(source, kind, **options)
    run = f"""
import resource, subprocess, sys
done = subprocess.run([sys.executable, {str(validation.DECODER)!r}, {str(source)!r}, {str(tmp_path / "out.webp")!r}, "{settings.PICTURE_MAX_PIXELS}"], capture_output=True)
print(done.returncode, done.stdout.decode() or "-", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""
    code, said, megabytes = subprocess.run(
        [sys.executable, "-c", run], capture_output=True, text=True, check=True
    ).stdout.split()
    assert (code, said) == ("0", "-")
    assert int(megabytes) < MAX_MEGABYTES
    assert Image.open(tmp_path / "out.webp").size == (2_400, 1_519)
