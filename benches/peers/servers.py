"""Servers as processes of their own, whose processor time and memory can be read."""

import base64
import json
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from pathlib import Path

ACROSS = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Server:
    """A server on a free port of this machine; it listens when this returns, and ends with the block."""

    def __init__(self, command, log):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = log
        command = [word.format(port=self.port) for word in command]
        with open(log, "wb") as out:
            self.process = subprocess.Popen(command, stdout=out, stderr=out, cwd=log.parent)
        self._await(time.monotonic() + 30)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _await(self, until):
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > until:
                    self.__exit__()
                    raise SystemExit(f"peers: a server did not start\n{self.log.read_text()}") from None
                time.sleep(0.02)

    def work(self):
        """The processor time that it has taken, in seconds."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    def memory(self):
        """Its memory that is in use, in megabytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024 / 1e6

    def create(self, path, form, key):
        """Creates an object and returns its id."""
        body = urllib.parse.urlencode(form).encode()
        request = urllib.request.Request(self.url + path, body, {"Authorization": basic(key)})
        with ACROSS.open(request, timeout=10) as answer:
            return json.load(answer)["id"]

    def world(self):
        """Opens a world of a recoup server, with a bank account and more money than is asked for; returns its key."""
        made = self._lever("", {"label": "peers"})
        self._lever(f"/{made['world']}/external_accounts", {})
        self._lever(f"/{made['world']}/funds", {"amount": 999_999_999_999})
        return made["api_key"]

    def _lever(self, path, body):
        request = urllib.request.Request(f"{self.url}/levers/worlds{path}", json.dumps(body).encode())
        request.add_header("Content-Type", "application/json")
        with ACROSS.open(request, timeout=10) as answer:
            return json.load(answer)


def basic(key):
    """The Authorization header that every one of the servers takes."""
    return "Basic " + base64.b64encode(f"{key}:".encode()).decode()
