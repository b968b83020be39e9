"""Guessing passwords: what is limited by name, by address, and by network, each by itself."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from conftest import PATIENCE, Server


def guess(
    server: Server, address: bytes | str, name: str, password: str = "wrong"
) -> requests.Response:
    return requests.post(
        server.url + "/login",
        data={"username": name, "password": password},
        headers={"X-Forwarded-For": address},
        allow_redirects=False,
        timeout=PATIENCE,
    )


def many(server: Server, guesses: list[tuple[bytes | str, str]]) -> list[int]:
    """Statuses of guesses, four at a time: few enough to find a place each."""
    with ThreadPoolExecutor(4) as pool:
        return [a.status_code for a in pool.map(lambda one: guess(server, *one), guesses)]


@pytest.fixture
def proxied(serve) -> Server:
    return serve("--behind-proxy")


def test_a_name_is_limited_whatever_the_address(proxied: Server):
    """Each guess comes from elsewhere; still the right password is not looked at, for a while."""
    statuses = [guess(proxied, f"198.51.100.{n}", "alice").status_code for n in range(8)]
    assert statuses[:3] == [401] * 3
    assert 429 in statuses[3:]
    right = guess(proxied, "203.0.113.1", "alice", "demo-alice")
    assert right.status_code == 429
    assert int(right.headers["Retry-After"]) >= 1
    # It is the name that is limited, not the address.
    assert guess(proxied, "203.0.113.1", "bob", "demo-bob").status_code == 302
    # Names that nobody has are limited in the same way.
    unknown = [guess(proxied, f"198.51.100.{n}", "nobody").status_code for n in range(8)]
    assert unknown[:3] == [401] * 3
    assert 429 in unknown[3:]


NETWORKS = {
    "one address": lambda n: "198.51.100.7",
    "one of IPv6, 64 bits": lambda n: f"2001:db8:0:1:{n:x}:1:2:3",
    "one of IPv6, spelled in many ways": lambda n: ["2001:DB8:0:1::1", "[2001:db8:0:1::2]:80"][
        n % 2
    ],
    "a spoofed header before the proxy's": lambda n: f"10.0.0.{n}, 198.51.100.7",
    "a sign that hides the comma": lambda n: f"10.0.0.{n}\u0600, 198.51.100.7".encode(),
    "what is no address": lambda n: f"10.0.0.{n}, nonsense{n}",
}


@pytest.mark.parametrize("network", NETWORKS)
def test_an_address_is_limited_whatever_the_name(proxied: Server, network: str):
    """After some thirty failures under different names nothing more is looked at."""
    address = NETWORKS[network]
    statuses = many(proxied, [(address(n), f"user{n}") for n in range(60)])
    assert set(statuses) == {401, 429}
    assert 28 <= statuses.count(401) <= 50
    assert guess(proxied, address(99), "bob", "demo-bob").status_code == 429
    assert guess(proxied, "203.0.113.1", "bob", "demo-bob").status_code == 302


def test_other_addresses_are_not_limited(proxied: Server):
    """The control: as many failures from different networks."""
    statuses = many(proxied, [(f"2001:db8:{n:x}::1", f"user{n}") for n in range(60)])
    assert statuses == [401] * 60


def test_a_site_of_many_networks_is_limited(proxied: Server):
    """48 bits of IPv6 hold 65,536 networks of 64; together they have some hundred failures."""
    guesses = [(f"2001:db8:1:{n:x}::1", f"user{n}") for n in range(320)]
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda one: guess(proxied, *one), guesses))
    statuses = [answer.status_code for answer in answers]
    assert set(statuses) == {401, 429}
    assert statuses.count(401) >= 100
    right = guess(proxied, "2001:db8:1:ffff::1", "bob", "demo-bob")
    assert right.status_code == 429
    assert guess(proxied, "2001:db8:2::1", "bob", "demo-bob").status_code == 302


def test_nobody_spoofs_an_address_without_a_proxy(server: Server):
    """Without --behind-proxy the header is not read at all."""
    statuses = many(server, [(f"198.51.100.{n}", f"user{n}") for n in range(60)])
    assert 429 in statuses
