"""peer - a mail server of our own (aiosmtpd) that does at each step what it is told to."""

import asyncio
import email
import email.policy
import logging
import ssl
import subprocess
import warnings

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

import harness

logging.getLogger("mail.log").setLevel(logging.CRITICAL)
warnings.filterwarnings("ignore", module="aiosmtpd")


class Line(SMTP):
    """Each command first asks the plan."""

    async def smtp_EHLO(self, hostname):
        if not await self.event_handler.step("EHLO", self):
            await super().smtp_EHLO(hostname)

    async def smtp_HELO(self, hostname):
        if not await self.event_handler.step("EHLO", self, keep=True):
            await super().smtp_HELO(hostname)

    async def smtp_MAIL(self, arg):
        if not await self.event_handler.step("MAIL", self):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg):
        if not await self.event_handler.step("RCPT", self):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg):
        if not await self.event_handler.step("DATA", self):
            await super().smtp_DATA(arg)


class Mail:
    """What came: the envelope, the bytes and the message read by the standard library."""

    def __init__(self, envelope, session):
        self.sender, self.to = envelope.mail_from, list(envelope.rcpt_tos)
        self.bytes = envelope.content
        self.message = email.message_from_bytes(self.bytes, policy=email.policy.SMTP)
        self.id = self.message["Message-ID"]
        self.tls = session.ssl is not None
        self.login = session.auth_data

    @property
    def text(self):
        return self.message.get_body(("plain",)).get_content()

    @property
    def attachments(self):
        return {part.get_filename(): part.get_content() for part in self.message.iter_attachments()}


class Peer:
    """A step is EHLO, MAIL, RCPT, DATA or END (the text is there); what it does is an answer, or
    "drop", "hang", or after the text "lose": taken, but the line is gone before the answer."""

    def __init__(self, tls=None, login=None):
        self.plan, self.mails, self.taken_hook = {}, [], None
        self.seen, self.lines = [], []
        more = {}
        if tls:
            more = {"tls_context": tls, "require_starttls": True}
        if login:
            def check(server, session, envelope, mechanism, data):
                given = (data.login.decode(), data.password.decode())
                return AuthResult(success=given == login, handled=False, auth_data=given[0])
            more.update(authenticator=check, auth_required=True)
        peer = self

        class Server(Controller):
            def factory(self):
                return Line(peer, hostname="peer.example.no", **more)
        self.server = Server(self, hostname="127.0.0.1", port=harness.free_port())
        self.server.start()

    @property
    def url(self):
        return "smtp://127.0.0.1:%d" % self.server.port

    def stop(self):
        self.server.stop(no_assert=True)

    def expect(self, step, *actions):
        self.plan[step] = list(actions)

    def hang_up(self):
        """Ends every line, so that the next mail comes on a new one."""
        async def abort():
            for line in self.lines:
                line.abort()
            self.lines.clear()
        asyncio.run_coroutine_threadsafe(abort(), self.server.loop).result()

    async def step(self, name, server, keep=False):
        self.seen.append(name)
        if name == "EHLO":
            self.lines.append(server.transport)
        actions = self.plan.get(name)
        if not actions:
            return False
        action = actions[0] if keep else actions.pop(0)
        if action == "drop":
            server.transport.abort()
        elif action == "hang":
            await asyncio.Event().wait()
        else:
            await server.push(action)
        return True

    async def handle_DATA(self, server, session, envelope):
        mail = Mail(envelope, session)
        self.seen.append("END")
        actions = self.plan.get("END")
        action = actions.pop(0) if actions else None
        if action == "drop":
            server.transport.abort()
            return "451 nobody hears this"
        if action == "hang":
            await asyncio.Event().wait()
        if action is not None and action != "lose":
            return action
        self.mails.append(mail)
        if self.taken_hook:
            self.taken_hook()
        if action == "lose":
            server.transport.abort()
        return "250 2.0.0 taken as %d" % len(self.mails)

    def to(self, address):
        return [mail for mail in self.mails if address in mail.to]


def certificate(directory, address="127.0.0.1"):
    """A key and a certificate of its own authority, for an address: (context, PEM file)."""
    key, cert = directory + "/%s.key" % address, directory + "/%s.pem" % address
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=" + address,
                    "-addext", "subjectAltName=IP:" + address, "-keyout", key, "-out", cert],
                   check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return context, cert
