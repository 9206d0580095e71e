"""raw - bytes over a socket, for what no HTTP library would send."""

import socket


def talk(daemon, data, finish=False, seconds=10):
    """Send bytes; the status of the first answer, or None where the line was just closed."""
    text = converse(daemon, data, finish, seconds)
    first = text.split(b"\r\n", 1)[0].split()
    if len(first) > 1 and first[0].startswith(b"HTTP/"):
        return int(first[1])
    return None


def converse(daemon, data, finish=False, seconds=10, to_the_end=False):
    """Send bytes and read one answer, or all until the other side closes or falls silent."""
    text = b""
    with socket.create_connection(("127.0.0.1", daemon.port), timeout=seconds) as line:
        try:
            line.sendall(data)
            if finish:
                line.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        try:
            while to_the_end or not whole(text):
                part = line.recv(65536)
                if not part:
                    break
                text += part
        except OSError:
            pass
    return text


def whole(text):
    """Has one answer with its Content-Length arrived?"""
    head, found, body = text.partition(b"\r\n\r\n")
    if not found:
        return False
    for row in head.split(b"\r\n")[1:]:
        name, _, value = row.partition(b":")
        if name.strip().lower() == b"content-length":
            return len(body) >= int(value)
    return False


def request(method, target, body=b"", *rows, host="localhost", length=True):
    """The bytes of a request with extra header rows."""
    lines = ["%s %s HTTP/1.1" % (method, target)]
    if host is not None:
        lines.append("Host: " + host)
    if length and body:
        lines.append("Content-Length: %d" % len(body))
    return "\r\n".join(lines + list(rows)).encode("utf-8") + b"\r\n\r\n" + body
