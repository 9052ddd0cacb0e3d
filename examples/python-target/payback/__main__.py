"""`python -m payback --port 8080`: serves the API, and the levers beside it, on the loopback address."""

from __future__ import annotations

import argparse
import asyncio
import contextlib

from aiohttp import web

from .server import application
from .world import Worlds


async def serve(port: int) -> None:
    """Serves until it is interrupted; says where as soon as requests can come."""
    worlds = Worlds()
    key = worlds.create("default").api_key
    runner = web.AppRunner(application(worlds), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    print(f"payback at {url} (key {key}), levers at {url}/levers", flush=True)
    await asyncio.Event().wait()


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="payback", description="Sends money to connected accounts and takes it back.")
    parser.add_argument("--port", type=int, default=8080, help="where to listen (8080; 0 for any free port)")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(parser.parse_args().port))


if __name__ == "__main__":
    main()
