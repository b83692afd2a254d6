"""A finished message for a mail program: as an .eml file to open and send, or as a mailto link."""

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from urllib.parse import quote

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.templates import on_one_line
from crm_tui.exchange.safe_file import whole_file
from crm_tui.i18n import _

#: Every byte is ASCII, whatever a mail program on the way can do.
_POLICY = SMTP.clone(cte_type="7bit")


def write_eml(
    path: Path, body: str, *, subject: str = "", name: str = "", email: str = "", replace: bool = False
) -> None:
    """Write an unsent message that a mail program opens as a draft of whoever opens it.

    Raises InvalidInput for an address that no mail can go to, and for a file that exists (unless
    ``replace``) or cannot be written. No line of a text becomes a header: the standard library writes them.
    """
    message = EmailMessage(_POLICY)
    if email:
        message["To"] = _address(name, email)
    message["Subject"] = on_one_line(subject)
    message["X-Unsent"] = "1"
    message.set_content(body)
    with whole_file(path, encoding="ascii", replace=replace) as stream:
        stream.write(message.as_bytes().decode("ascii"))


def write_text(path: Path, body: str, *, subject: str = "", replace: bool = False) -> None:
    """Write the text as it is, the subject above it. Raises InvalidInput as :func:`write_eml`."""
    with whole_file(path, replace=replace) as stream:
        stream.write("\n\n".join(part for part in (on_one_line(subject), body.strip()) if part) + "\n")


def mailto(body: str, *, subject: str = "", email: str = "") -> str:
    """The link that opens the message in a mail program (RFC 6068)."""
    parts = {"subject": on_one_line(subject), "body": "\r\n".join(body.splitlines())}
    query = "&".join(f"{name}={quote(text, safe='')}" for name, text in parts.items() if text)
    return f"mailto:{quote(email, safe='@')}" + (f"?{query}" if query else "")


def _address(name: str, email: str) -> Address:
    try:
        user, _at, domain = email.strip().rpartition("@")
        return Address(on_one_line(name), addr_spec=f"{user}@{domain.encode('idna').decode('ascii')}")
    except (MessageError, ValueError, IndexError) as error:
        raise InvalidInput(
            _("No mail can go to this address: {email}").format(email=on_one_line(email)),
            _("Put the address right on the customer's page, or send the text in another way."),
            field="email",
        ) from error
