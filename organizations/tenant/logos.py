"""The logo of an organization: any common picture in, one small PNG out.

What is stored is never what was sent: the picture is decoded and drawn anew, so nothing that hides in a
file, metadata included, comes back out.
"""

import hashlib
import io
import struct

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from core.errors import DomainError
from organizations.access import Right, demand
from organizations.audit.recording import record
from organizations.models import Membership, Organization

BYTES = 512 * 1024
PIXELS = 16_000_000  # decoded it takes four bytes each: more would be a bomb, and no logo
EDGE = 512
FORMATS = ("PNG", "JPEG", "WEBP")
BEGINS_A_DRAWING = (b"<svg", b"<?xml", b"<!doctype")


class PictureTooLarge(DomainError):
    code = "picture_too_large"
    message = _("The picture is larger than 512 KB. Save it smaller, then choose it again.")
    status = 422


class PictureHasTooManyPixels(DomainError):
    code = "picture_has_too_many_pixels"
    message = _("The picture has more than 16 million pixels. Save it smaller, then choose it again.")
    status = 422


class PictureIsDrawing(DomainError):
    code = "picture_is_drawing"
    message = _(
        "An SVG can carry scripts, so it is not taken. Save the logo as PNG, JPEG or WebP, then choose that."
    )
    status = 422


class PictureUnreadable(DomainError):
    code = "picture_unreadable"
    message = _("This is no PNG, JPEG or WebP picture, or it is damaged. Choose another file.")
    status = 422


def set_logo(organization: Organization, sent: bytes, *, by: Membership | None) -> None:
    """Show this picture beside the organization's name.

    Raises:
        PictureTooLarge, PictureHasTooManyPixels, PictureIsDrawing, PictureUnreadable: it can't be taken.
    """
    demand(by, Right.MANAGE_ORGANIZATION, organization)
    picture = redrawn(sent)
    name = f"{organization.folder}/logo-{hashlib.sha256(picture).hexdigest()[:16]}.png"
    if name != organization.logo:
        _replace(organization, default_storage.save(name, ContentFile(picture)), by=by)


def remove_logo(organization: Organization, *, by: Membership | None) -> None:
    """Show no picture any more; without one nothing happens."""
    demand(by, Right.MANAGE_ORGANIZATION, organization)
    if organization.logo:
        _replace(organization, "", by=by)


def redrawn(sent: bytes) -> bytes:
    """The picture as a PNG whose longer edge has 512 pixels at most.

    Raises:
        PictureTooLarge, PictureHasTooManyPixels, PictureIsDrawing, PictureUnreadable: it can't be taken.
    """
    if len(sent) > BYTES:
        raise PictureTooLarge
    if sent[:256].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(BEGINS_A_DRAWING):
        raise PictureIsDrawing
    try:
        with Image.open(io.BytesIO(sent), formats=FORMATS) as picture:
            if picture.width * picture.height > PIXELS:
                raise PictureHasTooManyPixels
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except Image.DecompressionBombError as error:
        raise PictureHasTooManyPixels from error
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, IndexError, MemoryError) as error:
        raise PictureUnreadable from error
    upright.thumbnail((EDGE, EDGE))
    drawn = Image.new("RGBA", upright.size)
    drawn.paste(upright)  # the pixels alone: no metadata comes along
    made = io.BytesIO()
    drawn.save(made, format="PNG", optimize=True)
    return made.getvalue()


def _replace(organization: Organization, name: str, *, by: Membership | None) -> None:
    """Name the new file, and delete the old one once that is certain."""
    with transaction.atomic():
        # Against another logo at the same moment: each deletes the file before it, and none may stay behind.
        organization.hold()
        organization.refresh_from_db(fields=["logo"])
        before = organization.logo
        organization.logo = name
        organization.save(update_fields=["logo"])
        record(
            "organization.logo_set" if name else "organization.logo_removed",
            organization,
            by=by,
            organization=organization,
        )
        if before:
            transaction.on_commit(lambda: default_storage.delete(before))
