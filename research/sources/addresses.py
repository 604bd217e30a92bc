"""Which addresses on the internet may be asked for a page: public ones, and nothing of the machine's own network."""

import ipaddress
import re
from urllib.parse import quote, urljoin, urlsplit

from research.sources.importers.shapes import Refused

PORTS = {"http": 80, "https": 443}
LONGEST = 2000
# Not public, though ipaddress of Python 3.11 lets them through: protocol assignments, 6to4 relays, documentation.
RESERVED = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20", "64:ff9b:1::/48")))
GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
NAT64 = ipaddress.ip_network("64:ff9b::/96")
PRIVATE = "This address leads into a private network, not to a public site. Import the article as a file instead."


def is_public(address):
    """Return whether an IP address, as a string, may be connected to; addresses that carry another count as both."""
    try:
        return _is_public(ipaddress.ip_address(address))
    except ValueError:
        return False


def _is_public(ip):
    if ip.is_multicast or any(ip in network for network in RESERVED if network.version == ip.version):
        return False
    if ip.version == 4:
        return ip.is_global
    if ip.ipv4_mapped:
        return _is_public(ip.ipv4_mapped)
    if ip in NAT64:
        return _is_public(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    inner = [ip.sixtofour, *(ip.teredo or ())]
    return ip in GLOBAL_UNICAST and ip.is_global and all(_is_public(one) for one in inner if one)


def checked(url):
    """Return (scheme, host, port, target) of an address that may be asked for, its host in ASCII.

    Raises Refused for anything but http and https on their own ports, without a user name or password.
    """
    parts, port = _split(url)
    if parts.scheme not in PORTS:
        raise Refused("Only addresses that begin with http:// or https:// can be fetched.")
    if "@" in parts.netloc:
        raise Refused("This address holds a user name or password. Take it out; pages are fetched without any.")
    if port not in (None, PORTS[parts.scheme]):
        raise Refused(f"This address names port {port}. Only the ports of the web, 80 and 443, are asked.")
    try:
        host = (parts.hostname or "").rstrip(".").encode("idna").decode()
    except UnicodeError as error:
        raise Refused(f"“{parts.hostname}” is no name a site can have. Look at the address again.") from error
    if not host or "%" in host:
        raise Refused("This address names no site. Copy it anew from the browser.")
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    return parts.scheme, host, PORTS[parts.scheme], target + (f"?{query}" if query else "")


def _split(url):
    if len(url) > LONGEST or re.search(r"[\s\x00-\x1f\x7f\\]", url):
        raise Refused("This is no address of a page: it holds blanks, or is too long. Copy it anew from the browser.")
    try:
        parts = urlsplit(url)
        return parts, parts.port
    except ValueError as error:
        raise Refused("This is no address of a page. Copy it anew from the browser.") from error


def following(url, location):
    """Return the address that a redirect from `url` leads to."""
    try:
        return urljoin(url, location.strip())
    except ValueError as error:
        raise Refused("The site leads on to an address that cannot be read.") from error
