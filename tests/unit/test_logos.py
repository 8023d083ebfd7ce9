"""What becomes of a picture that somebody sends as a logo."""

import io
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from organizations.tenant import logos
from organizations.tenant.logos import redrawn
from tests.pictures import encoded


def read(made: bytes) -> Image.Image:
    return Image.open(io.BytesIO(made))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_each_common_kind_becomes_a_png(kind: str) -> None:
    made = read(redrawn(encoded(kind)))

    assert (made.format, made.size) == ("PNG", (40, 20))


def test_a_large_picture_is_made_small_in_its_proportions() -> None:
    assert read(redrawn(encoded(size=(2048, 1024)))).size == (512, 256)


def test_a_see_through_ground_stays() -> None:
    sent = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(sent, format="PNG")

    assert read(redrawn(sent.getvalue())).getpixel((0, 0)) == (0, 0, 0, 0)


def test_what_hides_in_a_file_does_not_come_back() -> None:
    hidden = PngImagePlugin.PngInfo()
    hidden.add_text("Author", "CanarySecret")
    sent = io.BytesIO()
    Image.new("RGB", (4, 4)).save(sent, format="PNG", pnginfo=hidden)
    sent.write(b"<script>CanaryScript</script>")

    made = redrawn(sent.getvalue())

    assert b"Canary" in sent.getvalue()
    assert b"Canary" not in made


def test_a_picture_that_was_taken_sideways_stands_upright() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6  # rotate by a quarter

    assert read(redrawn(encoded("JPEG", (40, 20), exif=turned))).size == (20, 40)


def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")

    with pytest.raises(logos.PictureHasTooManyPixels):
        redrawn(bomb)


def test_more_pixels_than_a_logo_needs_are_refused() -> None:
    with pytest.raises(logos.PictureHasTooManyPixels):
        redrawn(encoded(size=(5000, 4000), mode="1"))


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"GIF89a" + bytes(40), id="another kind"),
        pytest.param(b"%PDF-1.7", id="a document"),
        pytest.param(encoded()[:40], id="cut off"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(60), id="a broken head"),
        pytest.param(b"RIFF\x00\x00\x00\x00WEBPVP8 ", id="a broken WebP"),
    ],
)
def test_what_is_no_picture_is_refused(sent: bytes) -> None:
    with pytest.raises(logos.PictureUnreadable):
        redrawn(sent)


@pytest.mark.parametrize(
    "sent", [b"<svg/>", b'\xef\xbb\xbf \n<?xml version="1.0"?><svg/>', b"<!DOCTYPE svg>"]
)
def test_a_drawing_is_refused_with_its_reason(sent: bytes) -> None:
    with pytest.raises(logos.PictureIsDrawing, match="can carry scripts"):
        redrawn(sent)


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(logos.PictureTooLarge):
        redrawn(encoded() + bytes(logos.BYTES))
