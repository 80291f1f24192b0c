"""What the examples send: a tone, and a bar that moves across the picture. A real client takes microphone and camera here."""

import asyncio
import fractions
import time

import numpy
from aiortc import MediaStreamTrack
from av import AudioFrame, VideoFrame

RATE = 48000
SAMPLES = 960  # 20 ms of sound
FRAMES_A_SECOND = 15


class Pace:
    """Numbers the moments at which frames are due. After a pause it goes on with the present one."""

    def __init__(self, each_second: float):
        self.each_second, self.began, self.number = each_second, time.monotonic(), -1

    async def next(self) -> int:
        due = (time.monotonic() - self.began) * self.each_second
        self.number = max(self.number + 1, int(due))
        await asyncio.sleep((self.number - due) / self.each_second)
        return self.number


class Tone(MediaStreamTrack):
    kind = "audio"

    def __init__(self):
        super().__init__()
        self.pace = Pace(RATE / SAMPLES)

    async def recv(self) -> AudioFrame:
        first = await self.pace.next() * SAMPLES
        wave = 8000 * numpy.sin(2 * numpy.pi * 440 * (first + numpy.arange(SAMPLES)) / RATE)
        frame = AudioFrame.from_ndarray(wave.astype(numpy.int16).reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, first, fractions.Fraction(1, RATE)
        return frame


class Bar(MediaStreamTrack):
    kind = "video"

    def __init__(self):
        super().__init__()
        self.pace = Pace(FRAMES_A_SECOND)

    async def recv(self) -> VideoFrame:
        number = await self.pace.next()
        picture = numpy.full((240, 320, 3), 40, dtype=numpy.uint8)
        left = number * 8 % 300
        picture[:, left : left + 20] = 220
        frame = VideoFrame.from_ndarray(picture, format="rgb24")
        frame.pts, frame.time_base = number, fractions.Fraction(1, FRAMES_A_SECOND)
        return frame
