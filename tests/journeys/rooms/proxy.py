"""A proxy as a ministry may have one: it lets requests through, and of a socket what it likes."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Proxy:
    """Requests pass. Tunnels, by which browsers open sockets, pass as well, until `swallows`: then all that comes is taken and
    nothing goes on, and neither side is told."""

    def __init__(self) -> None:
        self.swallows = False
        self.tunnels = 0
        self.port = 0

    async def serve(self, ready: threading.Event) -> None:
        self.loop, self.done = asyncio.get_running_loop(), asyncio.Event()
        async with await asyncio.start_server(self._take, "127.0.0.1", 0) as server:
            self.port = server.sockets[0].getsockname()[1]
            ready.set()
            await self.done.wait()

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            verb, target, _version = head.split(b"\r\n")[0].split()
            host, _slash, path = target.removeprefix(b"http://").partition(b"/")
            name, _colon, port = host.partition(b":")
            onward, outward = await asyncio.open_connection(name.decode(), int(port))
            is_tunnel = verb == b"CONNECT"
            if is_tunnel:
                self.tunnels += 1
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                lines = head.replace(target, b"/" + path, 1).split(b"\r\n")
                kept = [line for line in lines if not line.lower().startswith((b"connection:", b"proxy-connection:"))]
                outward.write(b"\r\n".join([kept[0], b"Connection: close", *kept[1:]]))
            await asyncio.gather(
                self._relay(reader, outward, is_tunnel=is_tunnel), self._relay(onward, writer, is_tunnel=is_tunnel)
            )

    async def _relay(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, is_tunnel: bool) -> None:
        with suppress(OSError):
            while taken := await source.read(65_536):
                # What opens the socket still passes, or the browser would know at once.
                if not (is_tunnel and self.swallows and b"HTTP/1.1" not in taken):
                    sink.write(taken)
                    await sink.drain()
        sink.close()


@contextmanager
def proxy() -> Iterator[Proxy]:
    served, ready = Proxy(), threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(served.serve(ready)))
    thread.start()
    ready.wait(10)
    try:
        yield served
    finally:
        served.loop.call_soon_threadsafe(served.done.set)
        thread.join(10)
