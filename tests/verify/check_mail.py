"""The weekly mail: its structure by Python's email package, and its way
through an SMTP server on this machine, with and without TLS and login.

Needs aiosmtpd (PyPI) and openssl.
"""

import email
import email.policy
import logging
import os
import pathlib
import socket
import ssl
import subprocess
import tempfile
import warnings

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, SMTP

RUNS = "tests/data/weekly/runs.jsonl"
WEEK = ["--week", "2026-W47", "--now", "2026-11-23T06:00:00Z"]
PEOPLE = ["--mail-from", "Perf <perf@example.com>",
          "--mail-to", "ana@example.com,Bo <bo@example.com>"]
RECIPIENTS = ["ana@example.com", "bo@example.com"]
USER, PASSWORD = "perf", "right"


class Inbox:
    """Keeps what arrives."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(envelope)
        return "250 taken"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 there is no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    is_right = (data.login == USER.encode() and
                data.password == PASSWORD.encode())
    return AuthResult(success=is_right, handled=False)


def make_certificate(folder):
    certificate, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days",
         "2", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out",
         certificate], check=True, capture_output=True)
    return certificate, key


def tls_context(certificate, key):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


class Post:
    """perfscribe weekly on a store of its own."""

    def __init__(self, context):
        self.program = context.program
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=context.work))
        self.store = self.folder / "past.db"
        self.run(["history", "import", "--history", self.store, RUNS])

    def run(self, arguments, **environment):
        clean = {name: value for name, value in os.environ.items()
                 if not name.startswith("PERFSCRIBE_")}
        clean["HOME"] = str(self.folder)
        return subprocess.run([self.program, *map(str, arguments)],
                              capture_output=True, text=True,
                              env={**clean, **environment}, check=False)

    def weekly(self, *options, **environment):
        return self.run(["weekly", "--history", self.store, *WEEK, *PEOPLE,
                         *options], **environment)


def check_structure(post, table):
    row = table.row("mail: structure by Python's email")
    path = post.folder / "week.eml"
    post.weekly("--eml", path, "--text", post.folder / "week.txt",
                "--html", post.folder / "week.html")
    raw = path.read_bytes()
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    parts = list(mail.walk())
    row.check(raw.count(b"\n") == raw.count(b"\r") == raw.count(b"\r\n"),
              "a bare CR or LF")
    row.check(max(map(len, raw.split(b"\r\n"))) <= 998, "a line over 998")
    row.check(not any(part.defects for part in parts), "defects")
    row.check([part.get_content_type() for part in parts] ==
              ["multipart/alternative", "text/plain", "text/html"], "parts")
    for name in ("From", "To", "Subject", "Date", "Message-ID",
                 "MIME-Version", "Auto-Submitted", "List-Id"):
        row.check(len(mail.get_all(name, [])) == 1, f"{name} is not once")
    row.check([one.addr_spec for one in mail["To"].addresses] == RECIPIENTS,
              f"To: {mail['To']}")
    row.check(mail["Bcc"] is None, "a header of a benchmark's name")
    for part, name in zip(parts[1:], ("week.txt", "week.html")):
        written = (post.folder / name).read_text()
        row.check(part.get_content().replace("\r\n", "\n").rstrip("\n") ==
                  written.rstrip("\n"), name)


def deliver(post, controller, scheme, host, *options, **environment):
    controller.handler.mails.clear()
    url = f"{scheme}://{host}:{controller.port}"
    result = post.weekly("--send", url, *options, **environment)
    return result, controller.handler.mails


def expect_taken(post, row, what, answer):
    result, mails = answer
    written = post.folder / "sent.eml"
    post.weekly("--eml", written)
    if result.returncode != 0 or len(mails) != 1:
        row.differ(f"{what}: {result.stderr.strip()}")
    elif mails[0].content != written.read_bytes():
        row.differ(f"{what}: other bytes arrived")
    elif mails[0].rcpt_tos != RECIPIENTS:
        row.differ(f"{what}: to {mails[0].rcpt_tos}")
    else:
        row.same()


def expect_refused(row, what, answer, words):
    result, mails = answer
    if result.returncode != 4 or mails or words not in result.stderr:
        row.differ(f"{what}: {result.returncode} {result.stderr.strip()}")
    else:
        row.same()


def check_plain(post, row):
    server = start(Controller, Inbox())
    try:
        expect_taken(post, row, "no TLS, to this machine",
                     deliver(post, server, "smtp", "127.0.0.1"))
        # A name of this machine that the program does not know as such.
        expect_refused(row, "no TLS, to another name",
                       deliver(post, server, "smtp", "127.0.0.2"), "STARTTLS")
        expect_refused(row, "a recipient that is not there",
                       deliver(post, server, "smtp", "127.0.0.1", "--mail-to",
                               "nobody@example.com"), "550")
    finally:
        server.stop()


def start(kind, handler, **options):
    """On a port that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    host = options.pop("hostname", "0.0.0.0")
    controller = kind(handler, hostname=host, port=port, **options)
    controller.start()
    return controller


def check_starttls(post, row, certificate, key):
    server = start(Controller, Inbox(), tls_context=tls_context(
        certificate, key), require_starttls=True, auth_required=True,
        authenticator=authenticate)
    trust = ["--mail-ca", certificate]
    right = {"PERFSCRIBE_SMTP_PASSWORD": PASSWORD}
    user = f"{USER}@127.0.0.1"
    try:
        expect_taken(post, row, "STARTTLS and login by the environment",
                     deliver(post, server, "smtp", user, *trust, **right))
        expect_taken(post, row, "the user by the environment", deliver(
            post, server, "smtp", "localhost", *trust,
            PERFSCRIBE_SMTP_USER=USER, **right))
        expect_refused(row, "a wrong password", deliver(
            post, server, "smtp", user, *trust,
            PERFSCRIBE_SMTP_PASSWORD="wrong"), "PERFSCRIBE_SMTP_PASSWORD")
        expect_refused(row, "no login",
                       deliver(post, server, "smtp", "127.0.0.1", *trust), "")
        expect_refused(row, "a certificate that nobody vouches for",
                       deliver(post, server, "smtp", user, **right),
                       "--mail-ca")
        netrc = post.folder / ".netrc"
        netrc.write_text(f"machine 127.0.0.1 login {USER} "
                         f"password {PASSWORD}\n")
        netrc.chmod(0o600)
        expect_taken(post, row, "login by ~/.netrc",
                     deliver(post, server, "smtp", "127.0.0.1", *trust))
        netrc.unlink()
    finally:
        server.stop()


def check_smtps(post, row, certificate, key):
    server = start(Controller, Inbox(), ssl_context=tls_context(
        certificate, key), auth_require_tls=False, auth_required=True,
        authenticator=authenticate)
    right = {"PERFSCRIBE_SMTP_PASSWORD": PASSWORD}
    try:
        expect_taken(post, row, "smtps and login", deliver(
            post, server, "smtps", f"{USER}@localhost", "--mail-ca",
            certificate, **right))
        expect_refused(row, "smtp to a port of smtps", deliver(
            post, server, "smtps", f"{USER}@127.0.0.1", **right), "--mail-ca")
    finally:
        server.stop()


def check_nobody(post, row):
    result = post.weekly("--send", "smtp://127.0.0.1:1")
    expect_refused(row, "nobody listens", (result, []), "port")


def check(context, table):
    warnings.simplefilter("ignore")  # of servers that are lax on purpose
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    post = Post(context)
    check_structure(post, table)
    row = table.row("mail: through an SMTP server")
    certificate, key = make_certificate(post.folder)
    check_plain(post, row)
    check_starttls(post, row, certificate, key)
    check_smtps(post, row, certificate, key)
    check_nobody(post, row)
