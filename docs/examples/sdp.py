"""The server's side of an SDP negotiation, written from mediasoup's parameters.

`npm run docs` copies the templates into docs/protocol/media.md, "By SDP".
"""

SESSION = """\
v=0
o=- 1 {version} IN IP4 0.0.0.0
s=-
t=0 0
a=ice-lite
a=group:BUNDLE {mids}
a=msid-semantic: WMS *
"""

MEDIA = """\
m={kind} 7 UDP/TLS/RTP/SAVPF {payloadType}
c=IN IP4 0.0.0.0
a=mid:{mid}
a={direction}
a=rtcp-mux
a=rtcp-rsize
a=setup:{setup}
a=ice-ufrag:{usernameFragment}
a=ice-pwd:{password}
"""

FINGERPRINT = """\
a=fingerprint:{algorithm} {value}
"""

CANDIDATE_UDP = """\
a=candidate:{foundation} 1 udp {priority} {address} {port} typ host
"""

CANDIDATE_TCP = """\
a=candidate:{foundation} 1 tcp {priority} {address} {port} typ host tcptype passive
"""

LAST_CANDIDATE = """\
a=end-of-candidates
"""

OPUS = """\
a=rtpmap:{payloadType} opus/48000/2
a=fmtp:{payloadType} useinbandfec=1;usedtx=1
"""

VP8 = """\
a=rtpmap:{payloadType} VP8/90000
a=rtcp-fb:{payloadType} nack
a=rtcp-fb:{payloadType} nack pli
"""

STREAM = """\
a=msid:{consumerId} {consumerId}
a=ssrc:{ssrc} cname:{cname}
"""


def server_sdp(transport: dict, lines: list, setup: str, version: int = 1) -> str:
    """The server's offer or answer for one transport. `lines` has the fields of each m-line; only an offer has streams."""
    text = SESSION.format(version=version, mids=" ".join(line["mid"] for line in lines))
    for line in lines:
        text += MEDIA.format(setup=setup, **transport["iceParameters"], **line)
        text += "".join(FINGERPRINT.format(**fingerprint) for fingerprint in transport["dtlsParameters"]["fingerprints"])
        for candidate in transport["iceCandidates"]:
            text += (CANDIDATE_TCP if candidate["protocol"] == "tcp" else CANDIDATE_UDP).format(**candidate)
        text += LAST_CANDIDATE
        text += (OPUS if line["kind"] == "audio" else VP8).format(**line)
        if "ssrc" in line:
            text += STREAM.format(**line)
    return text.replace("\n", "\r\n")
