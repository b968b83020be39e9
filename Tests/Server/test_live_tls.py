"""Live connections over TLS."""

import asyncio
import json
import ssl
from collections.abc import Iterator

import pytest
import websockets

from live import PATIENCE, Server


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, certificate: tuple[str, str]
) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("server") / "data", certificate=certificate)
    yield server
    assert server.stop() == 0


@pytest.fixture(scope="module")
def session(server: Server) -> str:
    return server.login("alice")


def test_a_client_of_others_hears_what_changes(server, session, certificate):
    context = ssl.create_default_context(cafile=certificate[0])
    url = f"wss://{server.authority}/ws"
    cookie = {"Cookie": f"wildix_session={session}"}

    async def hear() -> list[dict]:
        options = {"ssl": context, "additional_headers": cookie, "origin": server.url}
        async with asyncio.timeout(PATIENCE), websockets.connect(url, **options) as socket:
            told = [json.loads(await socket.recv())]
            await asyncio.to_thread(
                server.save, session, "1", objet="over TLS", commentaireObjet="é" * 3_000
            )
            told.append(json.loads(await socket.recv()))
            # Both ways, and to its end.
            await (await socket.ping())
            await socket.close()
            assert socket.close_code == 1000
            return told

    hello, call = asyncio.run(hear())
    assert hello["type"] == "hello"
    assert call["call"]["enrichissement"]["commentaireObjet"] == "é" * 3_000


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://{authority}", 101),
        (None, 101),
        ("http://{authority}", 403),
        ("https://{host}", 403),
        ("https://evil.example", 403),
        ("null", 403),
    ],
)
@pytest.mark.parametrize("path", ["/ws", "/socket.io/?EIO=4&transport=websocket"])
def test_only_our_own_page_may(server, session, path, origin, status):
    given = origin and origin.format(authority=server.authority, host=server.host)
    with server.socket(session, path, headers={"Origin": given}) as socket:
        assert socket.status == status


def test_nobody_without_a_session(server):
    with server.socket() as socket:
        assert socket.status == 401


def test_pings_of_who_never_reads_fill_nothing(server, session):
    with server.socket(session) as flooder, server.socket(session) as other:
        assert other.json()["type"] == "hello"
        before = server.resident()
        flooder.socket.settimeout(5)
        try:
            for _ in range(2_000):
                flooder.send(b"x" * 125, opcode=9)
        except OSError:
            pass
        server.save(session, "1", objet="afterwards")
        assert other.json()["type"] == "call"
        assert server.resident() - before < 20_000
