"""An alert as a mail by SMTP; its `Message-ID` is the same whenever the same alert goes there."""

import asyncio
import contextlib
import socket
import ssl
from email.message import EmailMessage
from email.utils import format_datetime

import aiosmtplib

from stream.delivery import shapes
from stream.delivery.channels import LONGEST_TIMEOUT, Mail, secret_of
from stream.delivery.guard import PublicResolver, Refused
from stream.delivery.lookups import Lookups
from stream.delivery.outcome import Again, Never
from stream.delivery.parcel import Parcel

PERMANENT = 500
"""SMTP's replies from here on say that another attempt would fail too (RFC 5321, 4.2.1)."""
GOODBYE_SECONDS = 1.0


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
    """One attempt, for those who don't have it yet. Raises Again, Never."""
    try:
        password = secret_of(channel.password, channel.password_file)
    except (OSError, UnicodeDecodeError):
        raise Again("no_secret", "the channel's password_file can't be read") from None
    patience = channel.patience(parcel.attempts)
    try:
        async with asyncio.timeout(patience):
            await _send(channel, parcel, password)
    except Refused as refused:
        raise Never("address_refused", str(refused)) from None
    except aiosmtplib.SMTPResponseException as error:
        kind = Never if error.code >= PERMANENT else Again
        raise kind("smtp_refused", f"the mail server answers {error.code}") from None
    except aiosmtplib.SMTPRecipientsRefused as error:
        raise _refused(channel, [it.code for it in error.recipients]) from None
    except TimeoutError:
        if parcel.reached.issuperset(channel.to):
            return
        raise Again("timed_out", f"no answer within {patience:g} s") from None
    except (aiosmtplib.SMTPException, OSError, ssl.SSLError, ValueError) as error:
        raise Again("no_answer", f"no answer in SMTP: {type(error).__name__}") from None


async def _send(channel: Mail, parcel: Parcel, password: str | None) -> None:
    client = aiosmtplib.SMTP(
        hostname=channel.host,
        sock=await _connected(channel),
        # Else the system is asked for this host's full name, which can take half a minute.
        local_hostname=socket.gethostname(),
        use_tls=channel.tls == "tls",
        start_tls=channel.tls == "starttls",
        username=channel.username,
        password=password if channel.username else None,
        timeout=LONGEST_TIMEOUT,
    )
    wanted = [it for it in channel.to if it not in parcel.reached]
    try:
        await client.connect()
        missed, _ = await client.send_message(message(channel, parcel), recipients=wanted)
        parcel.reached.update(it for it in wanted if it not in missed)
        with contextlib.suppress(aiosmtplib.SMTPException, OSError):
            # It was taken: how the server says goodbye changes nothing.
            await client.quit(timeout=GOODBYE_SECONDS)
    finally:
        client.close()
    if missed:
        raise _refused(channel, [it.code for it in missed.values()])


def _refused(channel: Mail, codes: list[int]) -> Again | Never:
    """Another attempt goes to those alone who were refused."""
    kind = Never if min(codes, default=PERMANENT) >= PERMANENT else Again
    what = f"the mail server refuses {len(codes)} of {len(channel.to)} recipients"
    return kind("smtp_refused", what)


async def _connected(channel: Mail) -> socket.socket:
    """A connection to an address that was looked at: a name could change it in between.

    Raises Refused, OSError.
    """
    names = Lookups() if channel.allow_private else PublicResolver()
    found = await names.resolve(channel.host, channel.port, socket.AF_UNSPEC)
    failed: OSError = OSError("the name has no address")
    for it in found:
        made = socket.socket(socket.AddressFamily(it["family"]), socket.SOCK_STREAM)
        made.settimeout(0)
        try:
            await asyncio.get_running_loop().sock_connect(made, (it["host"], channel.port))
        except OSError as error:
            made.close()
            failed = error
        except asyncio.CancelledError:
            made.close()
            raise
        else:
            return made
    raise failed
