import gzip
import socket
import threading
import time

import pytest

from research.sources import fetching
from research.sources.addresses import checked, is_public
from research.sources.importers import Refused

PUBLIC = "93.184.215.14"
TLS_HELLO = b"\x16\x03"
REFUSED_URLS = """
http://127.0.0.1/ http://127.1/ http://127.0.0.1./ http://localhost/ http://2130706433/ http://0x7f000001/
http://0177.0.0.1/ http://0x7f.1/ http://0/ http://0.0.0.0/ http://10.0.0.1/ http://10.255.255.255/ http://172.16.0.1/
http://172.31.255.255/ http://192.168.0.1/ http://192.168.1.254/ http://169.254.169.254/latest/meta-data/
http://169.254.170.2/ http://100.64.0.1/ http://100.127.255.254/ http://100.100.100.200/ http://192.0.0.1/
http://192.0.2.1/ http://198.18.0.1/ http://198.51.100.1/ http://203.0.113.1/ http://224.0.0.1/ http://239.255.255.250/
http://240.0.0.1/ http://255.255.255.255/ http://192.88.99.1/ http://[::1]/ http://[::]/ http://[::ffff:127.0.0.1]/
http://[::ffff:7f00:1]/ http://[::ffff:10.0.0.1]/ http://[::127.0.0.1]/ http://[64:ff9b::7f00:1]/
http://[64:ff9b::169.254.169.254]/ http://[64:ff9b:1::7f00:1]/ http://[2002:7f00:1::]/ http://[2002:a9fe:a9fe::]/
http://[2001::1]/ http://[fc00::1]/ http://[fd00::1]/ http://[fd00:ec2::254]/ http://[fe80::1]/ http://[fec0::1]/
http://[ff02::1]/ http://[2001:db8::1]/ http://[100::1]/ http://[3fff::1]/ http://[5f00::1]/
http://[::ffff:0:127.0.0.1]/ http://user@93.184.215.14/ http://user:word@93.184.215.14/ http://93.184.215.14@127.0.0.1/
http://127.0.0.1#@93.184.215.14/ http://93.184.215.14:22/ http://93.184.215.14:8000/ http://93.184.215.14:443/
https://93.184.215.14:80/ http://93.184.215.14:0/ http://93.184.215.14:99999/ file:///etc/passwd gopher://127.0.0.1/
ftp://93.184.215.14/ data:text/html,hello javascript:alert(1) //93.184.215.14/ http:///path http:// https://
http://93.184.215.14\\@127.0.0.1/ jar:http://93.184.215.14!/ dict://127.0.0.1:11211/ http://[fe80::1%25eth0]/
""".split()


class Net:
    """A resolver and a connector: the n-th connection is answered, within this process, with the n-th reply."""

    def __init__(self, *replies):
        self.replies, self.addresses, self.requests = iter(replies), [], []

    def resolve(self, host, port):
        return [PUBLIC]

    def connect(self, address, timeout):
        near, far = socket.socketpair()
        near.settimeout(timeout)
        self.addresses.append(address)
        threading.Thread(target=serve, args=(far, next(self.replies), self.requests), daemon=True).start()
        return near

    def get(self, url):
        return fetching.fetch(url, resolve=self.resolve, connect=self.connect)


def serve(connection, reply, requests):
    with connection:
        request = b""
        while b"\r\n\r\n" not in request:
            piece = connection.recv(4096)
            request += piece
            if not piece or request.startswith(TLS_HELLO):
                requests.append(request)
                return
        requests.append(request.decode())
        try:
            for piece in [reply] if isinstance(reply, bytes) else reply:
                connection.sendall(piece)
        except OSError:
            return


def page(body=b"<p>Hello</p>", status="200 OK", **headers):
    fields = {"Content_Length": len(body), "Content_Type": "text/html"} | headers
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items() if value is not None)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def redirect(location):
    return page(b"", "302 Found", Location=location)


@pytest.mark.parametrize("url", REFUSED_URLS)
def test_refused_addresses_are_never_connected_to(url):
    asked = []
    with pytest.raises(Refused):
        fetching.fetch(url, connect=lambda *call: asked.append(call))
    assert asked == []


def test_there_are_sixty_refused_addresses():
    assert len(set(REFUSED_URLS)) >= 60


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_public_addresses_are_public(address):
    assert is_public(address)


def test_what_is_no_address_is_not_public():
    assert not is_public("example.org")


def test_a_page_is_fetched():
    net = Net(page(b"<p>Hello</p>", Content_Type="text/html; charset=windows-1251"))
    answer = net.get("http://example.org/a?b=1#c")
    assert (answer.data, answer.content_type, answer.charset, answer.status) == (
        b"<p>Hello</p>",
        "text/html",
        "windows-1251",
        200,
    )
    assert answer.fetched_at.utcoffset().total_seconds() == 0


def test_it_connects_to_the_address_that_was_checked():
    net = Net(page())
    net.get("http://example.org/a")
    assert net.addresses == [(PUBLIC, 80)]
    assert "Host: example.org" in net.requests[0]


def test_it_sends_no_cookie_and_no_password(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    net = Net(page(b"", "302 Found", Location="/b", Set_Cookie="a=b"), page())
    net.get("http://example.org/a")
    assert net.addresses == [(PUBLIC, 80)] * 2
    names = {line.partition(":")[0].lower() for line in net.requests[1].splitlines()[1:] if line}
    assert names == {"host", "user-agent", "accept", "accept-encoding", "connection"}


def test_the_address_is_written_as_http_wants_it():
    assert checked("https://Bücher.example/Straße?q=ä&x=%20") == (
        "https",
        "xn--bcher-kva.example",
        443,
        "/Stra%C3%9Fe?q=%C3%A4&x=%20",
    )


def test_a_name_with_one_private_address_is_refused():
    asked = []
    with pytest.raises(Refused, match="private network"):
        fetching.fetch(
            "http://example.org/",
            resolve=lambda host, port: [PUBLIC, "10.0.0.1"],
            connect=lambda *call: asked.append(call),
        )
    assert asked == []


def test_a_name_that_changes_its_address_is_asked_once():
    looked_up = []

    def resolve(host, port):
        looked_up.append(host)
        return [PUBLIC] if len(looked_up) == 1 else ["127.0.0.1"]

    net = Net(page())
    net.resolve = resolve
    net.get("http://example.org/")
    assert (looked_up, net.addresses) == (["example.org"], [(PUBLIC, 80)])


@pytest.mark.parametrize("hop", range(1, 6))
def test_a_redirect_inward_is_refused_at_every_hop(hop):
    onward = [redirect(f"http://example.org/{number}") for number in range(hop - 1)]
    net = Net(*onward, redirect("http://inside.example/"))
    net.resolve = lambda host, port: ["169.254.169.254"] if host == "inside.example" else [PUBLIC]
    with pytest.raises(Refused, match="private network"):
        net.get("http://example.org/")
    assert net.addresses == [(PUBLIC, 80)] * hop


@pytest.mark.parametrize("location", ["file:///etc/passwd", "http://127.0.0.1:6379/", "ftp://example.org/", "http://["])
def test_a_redirect_to_another_scheme_or_port_is_refused(location):
    net = Net(redirect(location))
    with pytest.raises(Refused):
        net.get("http://example.org/")
    assert len(net.addresses) == 1


def test_a_redirect_is_followed_from_where_it_stands():
    net = Net(redirect("../b"), page())
    assert net.get("http://example.org/x/a").url == "http://example.org/b"


def test_six_redirects_are_one_too_many():
    net = Net(*[redirect("/again")] * 100)
    with pytest.raises(Refused, match="more than 5 times"):
        net.get("http://example.org/")
    assert len(net.addresses) == 6


@pytest.mark.parametrize(
    ("status", "words"),
    [("404 Not Found", "no such page"), ("500 Oops", "does not give"), ("403 Forbidden", "does not let")],
)
def test_an_answer_without_a_page_says_why(status, words):
    net = Net(page(b"sorry", status))
    with pytest.raises(Refused, match=words):
        net.get("http://example.org/")


def test_an_announced_size_over_the_limit_is_refused_unread():
    net = Net(page(b"x", Content_Length=10 * 1024**3))
    with pytest.raises(Refused, match="too large"):
        net.get("http://example.org/")


def test_an_endless_body_is_cut_at_the_limit(settings):
    settings.IMPORT_MAX_BYTES = 1024 * 1024
    net = Net(endless(b"x" * 65536))
    with pytest.raises(Refused, match="too large"):
        net.get("http://example.org/")


def endless(piece, pause=0.0):
    yield page(b"", Content_Length=None)
    while True:
        yield piece
        time.sleep(pause)


def test_a_packed_bomb_is_cut_at_the_limit(settings):
    settings.IMPORT_MAX_BYTES = 1024 * 1024
    bomb = gzip.compress(bytes(50 * 1024 * 1024))
    net = Net(page(bomb, Content_Encoding="gzip"))
    with pytest.raises(Refused, match="too large"):
        net.get("http://example.org/")


def test_a_packed_page_is_unpacked():
    net = Net(page(gzip.compress(b"Hello"), Content_Encoding="gzip"))
    assert net.get("http://example.org/").data == b"Hello"


HALVES = (
    page(b"half", Content_Length=10),
    page(gzip.compress(b"Hello")[:-9], Content_Encoding="gzip"),
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n",
    b"nonsense\r\n\r\n",
    b"",
)


@pytest.mark.parametrize("reply", HALVES)
def test_half_a_page_is_no_page(reply):
    net = Net(reply)
    with pytest.raises(Refused, match="broke off"):
        net.get("http://example.org/")


def slowly(text, pause):
    for number in range(len(text)):
        time.sleep(pause)
        yield text[number : number + 1]


@pytest.mark.parametrize("reply", [slowly(page(b"x" * 999), 0.1), endless(b"x", 0.1)])
def test_a_site_that_drips_is_cut_at_the_deadline(reply, monkeypatch):
    monkeypatch.setattr(fetching, "SECONDS", 0.5)
    net = Net(reply)
    began = time.monotonic()
    with pytest.raises(Refused, match="took longer"):
        net.get("http://example.org/")
    assert time.monotonic() - began < 1.5


def test_a_resolver_that_hangs_is_cut_at_the_deadline(monkeypatch):
    monkeypatch.setattr(fetching, "SECONDS", 0.2)
    with pytest.raises(Refused, match="took longer"):
        fetching.fetch("http://example.org/", resolve=lambda host, port: time.sleep(2))


def test_an_unknown_name_says_so():
    with pytest.raises(Refused, match="No site of this name"):
        fetching.fetch("http://example.org/", resolve=lambda host, port: [])


def test_a_site_that_does_not_answer_says_so():
    def connect(address, timeout):
        raise ConnectionRefusedError

    with pytest.raises(Refused, match="could not be reached"):
        fetching.fetch("http://example.org/", resolve=lambda host, port: [PUBLIC], connect=connect)


def test_https_is_spoken_at_its_own_port_and_with_the_name():
    net = Net(b"")
    with pytest.raises(Refused, match="broke off"):
        net.get("https://example.org/")
    assert net.addresses == [(PUBLIC, 443)]
    assert net.requests[0].startswith(TLS_HELLO)
    assert b"example.org" in net.requests[0]


def test_the_off_switch(settings):
    settings.FETCHING_ENABLED = False
    net = Net(page())
    with pytest.raises(Refused, match="switched off"):
        net.get("http://example.org/")
    assert net.addresses == []
