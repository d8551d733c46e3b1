"""An alert as a mail by SMTP; its `Message-ID` is the same whenever the same alert goes there."""

import ssl
from email.message import EmailMessage
from email.utils import format_datetime

import aiosmtplib

from stream.delivery import shapes
from stream.delivery.channels import Mail, secret_of
from stream.delivery.guard import Refused, public_address
from stream.delivery.outcome import Again, Never
from stream.delivery.parcel import Parcel

PERMANENT = 500
"""SMTP's replies from here on say that another attempt would fail too (RFC 5321, 4.2.1)."""


def message_id(key: str) -> str:
    """Short enough for a line: what is folded is encoded, and then it is no id any more."""
    return f"<{key[:40]}@wirestream>"


def message(channel: Mail, parcel: Parcel) -> EmailMessage:
    """The mail, in plain text."""
    found = EmailMessage()
    found["Message-ID"] = message_id(parcel.key)
    found["Date"] = format_datetime(parcel.alert.at)
    found["From"] = channel.sender
    found["To"] = ", ".join(channel.to)
    found["Subject"] = "".join(filter(str.isprintable, shapes.title(parcel.alert)))
    found["Auto-Submitted"] = "auto-generated"
    if parcel.alert.follows:
        first = Parcel(parcel.alert.model_copy(update={"id": parcel.alert.follows}), parcel.channel)
        found["In-Reply-To"] = message_id(first.key)
    found.set_content(shapes.text(parcel.alert))
    return found


async def send_mail(channel: Mail, parcel: Parcel) -> None:
    """One attempt. Raises Again, Never."""
    try:
        password = secret_of(channel.password, channel.password_file)
    except (OSError, UnicodeDecodeError):
        raise Again("no_secret", "the channel's password_file can't be read") from None
    try:
        if not channel.allow_private:
            await public_address(channel.host, channel.port)
        await aiosmtplib.send(
            message(channel, parcel),
            hostname=channel.host,
            port=channel.port,
            use_tls=channel.tls == "tls",
            start_tls=channel.tls == "starttls",
            username=channel.username,
            password=password if channel.username else None,
            timeout=channel.patience(parcel.attempts),
        )
    except Refused as refused:
        raise Never("address_refused", str(refused)) from None
    except aiosmtplib.SMTPResponseException as error:
        kind = Never if error.code >= PERMANENT else Again
        raise kind("smtp_refused", f"the mail server answers {error.code}") from None
    except aiosmtplib.SMTPRecipientsRefused as error:
        codes = {it.code for it in error.recipients}
        kind = Never if min(codes, default=PERMANENT) >= PERMANENT else Again
        raise kind("smtp_refused", "the mail server refuses the recipients") from None
    except (aiosmtplib.SMTPException, OSError, ssl.SSLError, TimeoutError, ValueError) as error:
        raise Again("no_answer", f"no answer in SMTP: {type(error).__name__}") from None
