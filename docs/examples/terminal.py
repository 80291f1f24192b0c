#!/usr/bin/env python3
"""A terminal, written from docs/protocol alone: a customer queues, talks, rates the call and closes the visit.

Debian has all that it needs: apt-get install python3-aiortc python3-aiohttp python3-socketio
Start the demo (npm start), run this with Debian's own Python, and accept the call as an expert in a browser:

    /usr/bin/python3 docs/examples/terminal.py --url http://localhost:3000

A real terminal does more (docs/protocol/quickstart.md): it opens a new media session where one is lost, reports how its
devices and its connection are, and carries out remote actions.
"""

import argparse
import asyncio
import logging
import uuid
from pathlib import Path

from key import TerminalKey
from media import Media
from signalling import Client
from tracks import Bar, Tone


def state_of(view: dict, call_id: str):
    """The call may be another one: a visit goes from one service request straight to the next."""
    call = view["call"]
    return call["state"] if call and call["callId"] == call_id else None


async def talk(client: Client, media: Media, call_id: str, seconds: float) -> None:
    """From the queue to the end of the call, which either side may bring."""
    print("Waiting for an expert …", flush=True)
    view = await client.until(lambda view: state_of(view, call_id) in ("connecting", "active", "ended"))
    if state_of(view, call_id) == "ended":
        print(f"Nobody answered: {view['call']['endedBy']}.")
        return
    print(f"{view['call']['expertName']} has answered.", flush=True)
    await media.first_frame.wait()
    await client.ask("call:confirmConnected", callId=call_id)
    is_over = client.until(lambda view: state_of(view, call_id) == "ended")
    try:
        await asyncio.wait_for(is_over, seconds)
    except asyncio.TimeoutError:
        await client.ask("call:leave", callId=call_id)
        await client.until(lambda view: state_of(view, call_id) == "ended")


async def visit(options: argparse.Namespace) -> None:
    key = TerminalKey(Path(options.key)) if options.code else None  # the demo's door needs none
    client = Client(options.url, "terminal", options.terminal, key, options.code)
    await client.connect()
    await client.ask("terminal:report", devices={"camera": "ok", "microphone": "ok"}, isInUse=True)
    await client.ask("visit:close")  # whoever stood here before has gone
    call_id = str(uuid.uuid4())
    wish = {"agencyId": options.agency, "serviceId": options.service, "language": options.language}
    await client.ask("queue:join", callId=call_id, **wish)
    # Not "queued": where an expert is free, the first view of the call may say "offered".
    await client.until(lambda view: state_of(view, call_id))
    media = Media(client, {"audio": Tone(), "video": Bar()})
    await media.open(call_id)  # while waiting, so that the answer is fast
    async with asyncio.TaskGroup() as group:  # where one fails, the other ends
        following = group.create_task(media.follow())
        await talk(client, media, call_id, options.seconds)
        following.cancel()
    print(f"Received {media.received['audio']} frames of sound (loudest sample {media.loudest}) and {media.received['video']} pictures.")
    await media.close()
    if media.first_frame.is_set():
        await client.ask("call:rate", callId=call_id, rating=5)
    await client.ask("visit:close")
    await client.close()
    print("The visit is closed.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="http://localhost:3000")
    parser.add_argument("--terminal", default="mikkeli-1")
    parser.add_argument("--code", help="enrols by the code of a desk; the terminal is the one that the code is for")
    parser.add_argument("--key", default="terminal-key.pem", help="file in which this terminal's key is kept")
    parser.add_argument("--agency", default="fpa")
    parser.add_argument("--service", default="fpa.studentAid")
    parser.add_argument("--language", default="sv")
    parser.add_argument("--seconds", type=float, default=10, help="how long to talk")
    parser.add_argument("--verbose", action="store_true", help="prints the SDP that is written for the server")
    options = parser.parse_args()
    logging.basicConfig(level=logging.WARNING)
    logging.getLogger("media").setLevel(logging.DEBUG if options.verbose else logging.INFO)
    asyncio.run(visit(options))


if __name__ == "__main__":
    main()
