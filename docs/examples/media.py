"""One media session for any role, on aiortc's peer connections. See docs/protocol/media.md."""

import asyncio
import logging
import re

from aiortc import MediaStreamTrack, RTCConfiguration, RTCIceServer, RTCPeerConnection, RTCRtpSender, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError

from sdp import server_sdp
from signalling import PATIENCE, Client

log = logging.getLogger(__name__)

# What `media:produce` says of the codec that is sent. aiortc chooses the payload type.
SENT_CODECS = {
    "audio": {"mimeType": "audio/opus", "clockRate": 48000, "channels": 2, "parameters": {"useinbandfec": 1}},
    "video": {"mimeType": "video/VP8", "clockRate": 90000, "rtcpFeedback": [{"type": "nack"}, {"type": "nack", "parameter": "pli"}]},
}
SOURCES = {"audio": "microphone", "video": "camera"}


class Media:
    """A peer connection that sends and one that receives, each with its own ICE and DTLS."""

    def __init__(self, client: Client, tracks: dict):
        self.client, self.tracks = client, tracks
        self.received = {"audio": 0, "video": 0}  # decoded frames
        self.loudest = 0  # loudest sample received, of 32,767
        self.first_frame = asyncio.Event()
        self._lines: list = []  # an m-line for each consumer; one that is gone keeps its place
        self._counts: list = []  # asyncio itself keeps no hold of a task

    async def open(self, call_id) -> None:
        """Opens the session and declares what will be sent. An expert's session serves all calls: its call id is None."""
        router = (await self.client.ask("media:capabilities"))["routerRtpCapabilities"]
        codecs = [codec for codec in router["codecs"] if codec["mimeType"] in ("audio/opus", "video/VP8")]
        for codec in codecs:  # aiortc sends no transport-wide feedback, so it must not be promised
            codec["rtcpFeedback"] = [kind for kind in codec["rtcpFeedback"] if kind["type"] != "transport-cc"]
        self._session = await self.client.ask("media:open", callId=call_id, rtpCapabilities={"codecs": codecs})
        # The list is given even when it is empty: without one aiortc asks a STUN server of its own choice.
        servers = RTCConfiguration([RTCIceServer(**server) for server in self._session["iceServers"]])
        self._sender, self._receiver = RTCPeerConnection(servers), RTCPeerConnection(servers)
        self._receiver.on("track", lambda track: self._counts.append(asyncio.ensure_future(self._count(track))))
        await self._send()

    async def follow(self) -> None:
        """Does what the server's media events ask for, one after the other. Runs until it is cancelled."""
        while True:
            event, payload = await self.client.media_events.get()
            if payload["sessionId"] != self._session["sessionId"]:
                continue
            if event == "producersOpened":
                self._open_senders(payload["isOpen"])
            elif event == "consumerAdded":
                await self._receive(payload)
            elif event == "consumerRemoved":  # the next offer says so
                for line in self._lines:
                    if line["consumerId"] == payload["consumerId"]:
                        line["direction"] = "inactive"
            else:
                log.info("The media session is over: %s", payload["reason"])

    async def close(self) -> None:
        await self._sender.close()
        await self._receiver.close()

    async def _send(self) -> None:
        """We offer, and write the server's answer: it repeats the mid and payload type of each of our m-lines."""
        for kind, codec in SENT_CODECS.items():
            able = RTCRtpSender.getCapabilities(kind).codecs
            self._sender.addTransceiver(kind, "sendonly").setCodecPreferences([c for c in able if c.mimeType == codec["mimeType"]])
        await self._sender.setLocalDescription(await self._sender.createOffer())
        offer = self._sender.localDescription.sdp
        m_line = re.compile(r"^m=(\w+) \d+ \S+ (\d+)$.*?^a=mid:(\w+)$.*?^a=ssrc:(\d+)", re.MULTILINE | re.DOTALL)
        sent = m_line.findall(offer.replace("\r\n", "\n"))
        lines = [{"kind": kind, "payloadType": type_, "mid": mid, "direction": "recvonly"} for kind, type_, mid, _ssrc in sent]
        answer = server_sdp(self._session["sendTransport"], lines, setup="passive")
        await self._connect(self._sender, "sendTransport")
        log.debug("The server's answer:\n%s", answer)
        await self._sender.setRemoteDescription(RTCSessionDescription(answer, "answer"))
        for kind, payload_type, mid, ssrc in sent:
            codec = {**SENT_CODECS[kind], "payloadType": int(payload_type)}
            parameters = {"mid": mid, "codecs": [codec], "encodings": [{"ssrc": int(ssrc)}]}
            reply = await self._ask("media:produce", kind=kind, source=SOURCES[kind], rtpParameters=parameters)
            self._open_senders(reply["isSending"])  # in a call that already runs no event follows

    async def _receive(self, consumer: dict) -> None:
        """The server offers, by our hand, an m-line for each consumer, and we answer."""
        parameters = consumer["rtpParameters"]
        stream = {"ssrc": parameters["encodings"][0]["ssrc"], "cname": parameters["rtcp"]["cname"], "consumerId": consumer["consumerId"]}
        payload_type = parameters["codecs"][0]["payloadType"]
        line = {"kind": consumer["kind"], "payloadType": payload_type, "mid": parameters["mid"], "direction": "sendonly", **stream}
        self._lines.append(line)
        offer = server_sdp(self._session["receiveTransport"], self._lines, setup="actpass", version=len(self._lines))
        log.debug("The server's offer:\n%s", offer)
        await self._receiver.setRemoteDescription(RTCSessionDescription(offer, "offer"))
        await self._receiver.setLocalDescription(await self._receiver.createAnswer())
        if len(self._lines) == 1:
            await self._connect(self._receiver, "receiveTransport")
            await connected(self._receiver)
        # Nothing flows before this.
        await self._ask("media:consumerReady", consumerId=consumer["consumerId"])

    async def _connect(self, connection: RTCPeerConnection, transport: str) -> None:
        """Fingerprint and role are all that the server needs: it learns our address from our ICE checks."""
        algorithm, value = re.search(r"^a=fingerprint:(\S+) (\S+)", connection.localDescription.sdp, re.MULTILINE).groups()
        dtls = {"role": "client", "fingerprints": [{"algorithm": algorithm, "value": value}]}
        await self._ask("media:connectTransport", transportId=self._session[transport]["id"], dtlsParameters=dtls)

    async def _ask(self, request: str, **fields) -> dict:
        return await self.client.ask(request, sessionId=self._session["sessionId"], **fields)

    def _open_senders(self, is_open: bool) -> None:
        """A sender without a track sends nothing."""
        for sender in self._sender.getSenders():
            sender.replaceTrack(self.tracks[sender.kind] if is_open else None)

    async def _count(self, track: MediaStreamTrack) -> None:
        while True:
            try:
                frame = await track.recv()
            except MediaStreamError:  # the track is over
                return
            self.received[track.kind] += 1
            if track.kind == "audio":
                self.loudest = max(self.loudest, int(abs(frame.to_ndarray().astype(int)).max()))
            self.first_frame.set()


async def connected(connection: RTCPeerConnection) -> None:
    """Waits until ICE and DTLS are done."""
    changed = asyncio.Event()
    connection.on("connectionstatechange", changed.set)
    while connection.connectionState in ("new", "connecting"):
        changed.clear()
        await asyncio.wait_for(changed.wait(), PATIENCE)
    if connection.connectionState != "connected":
        raise RuntimeError(f"the connection is {connection.connectionState}")
