"""An expert with sound and picture for the test of docs/examples: accepts the first call, and writes it up when it is over."""

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "docs" / "examples"))

from media import Media  # noqa: E402
from signalling import Client  # noqa: E402
from tracks import Bar, Tone  # noqa: E402


async def work(url: str, expert_id: str) -> None:
    client = Client(url, "expert", expert_id)
    await client.connect()
    media = Media(client, {"audio": Tone(), "video": Bar()})
    await media.open(None)
    async with asyncio.TaskGroup() as group:
        following = group.create_task(media.follow())
        await client.ask("status:choose", status="available")
        print("The expert is ready.", flush=True)
        offer = (await client.until(lambda view: view["offer"]))["offer"]
        await client.ask("offer:accept", callId=offer["callId"], offerNumber=offer["offerNumber"])
        await client.until(lambda view: view["wrapUp"])
        following.cancel()
    print(f"Received {media.received['audio']} frames of sound (loudest sample {media.loudest}) and {media.received['video']} pictures.")
    await client.ask("wrapUp:complete", callId=offer["callId"], outcomeCode="settled", note="")
    await media.close()
    await client.close()


asyncio.run(work(*sys.argv[1:]))
