"""Signalling for any role: sign-in, requests, and the view. See docs/protocol/quickstart.md and common.md."""

import asyncio
import logging

import aiohttp
import socketio

from key import TerminalKey

PROTOCOL_VERSION = 8
PATIENCE = 20  # seconds for a reply, or for a connection
log = logging.getLogger(__name__)


class Client:
    """A socket of one role, and the view that is known of it."""

    def __init__(self, url: str, role: str, person: str, key: TerminalKey | None = None, code: str | None = None):
        """`key`: of a terminal that is enrolled by a desk's `code`; without one the demo's door lets it in."""
        self.url, self.role, self.person = url, role, person
        self._key, self._code, self._token = key, code, ""
        self.view: dict = {}
        self.media_events: asyncio.Queue = asyncio.Queue()  # in the order in which they come; media.py works them off
        self._changed = asyncio.Event()
        self._socket = socketio.AsyncClient(reconnection_delay=0.3, reconnection_delay_max=3)
        self._socket.on("connect", self.sync)  # the first time, and after every break
        self._socket.on(f"{role}:view", self._on_change)
        for event in ("session:replaced", "session:ended"):
            self._socket.on(event, self._on_dismissed)
        for event in ("consumerAdded", "consumerRemoved", "producersOpened", "sessionLost"):
            self._socket.on(f"media:{event}", self._keep(event))

    async def connect(self) -> None:
        """Signs in, connects, and waits for the first view."""
        door, body = "demo/sign-in", {"role": self.role, "id": self.person}
        if self._key:
            door, body = "terminal/enrol", {"code": self._code, "publicKey": self._key.public_key}
        async with aiohttp.ClientSession(raise_for_status=True) as http:
            async with http.post(f"{self.url}/api/{door}", json=body) as answer:
                named = f"distans_{self.role}"
                self._token = (answer.cookies.get(f"__Host-{named}") or answer.cookies[named]).value
        await self._socket.connect(self.url, transports=["websocket"], auth=self._auth)
        await self.until(bool)

    async def _auth(self) -> dict:
        """Asked at each connection, after breaks too: an enrolled terminal proves its key for this one."""
        auth = {"role": self.role, "version": PROTOCOL_VERSION, "token": self._token}
        return {**auth, "key": self._key.prove(self._socket.eio.sid)} if self._key else auth

    async def ask(self, request: str, **fields) -> dict:
        """Sends a request and returns the data of the reply. A refusal is an error with its code."""
        reply = await self._socket.call(request, fields, timeout=PATIENCE)
        if not reply["ok"]:
            raise RuntimeError(f"{request} was refused: {reply['error']}")
        return reply["data"]

    async def until(self, fits) -> dict:
        """Waits for a view that fits. A reply and the view that shows its change come in any order, so wait for the view."""
        while not (self.view and fits(self.view)):
            self._changed.clear()
            await self._changed.wait()
        return self.view

    async def sync(self) -> None:
        """Asks for the whole view. It takes the place of a view with a lower version."""
        whole = await self.ask(f"{self.role}:sync")
        if whole["version"] > self.view.get("version", -1):
            self._know(whole)

    async def close(self) -> None:
        await self._socket.disconnect()

    async def _on_change(self, change: dict) -> None:
        """The four rules of common.md, "Views": only the parts that differ are sent."""
        held = self.view.get("version", -1)
        changed = {"version": change["version"], "now": change["now"], **change["parts"]}
        if change["version"] <= held:
            return
        if change["follows"] is None:
            self._know(changed)
        elif change["follows"] == held:
            self._know({**self.view, **changed})
        else:
            await self.sync()

    def _know(self, view: dict) -> None:
        self.view = view
        self._changed.set()

    def _keep(self, event: str):
        return lambda payload: self.media_events.put_nowait((event, payload))

    async def _on_dismissed(self, _payload: dict) -> None:
        log.warning("Signed out, or connected elsewhere: this client does not come back by itself.")
        await self.close()
