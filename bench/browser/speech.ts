import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const sampleRate = 48_000;
const seconds = 30;

/**
 * A sound file that a browser can take for its microphone: words of some syllables, each of a voice's harmonics under two formants, with
 * pauses between, since what is lost in a pause is not heard. Returns its path.
 */
export async function writeSpeech(): Promise<string> {
  const samples = Int16Array.from({ length: sampleRate * seconds }, (_, index) => 32_767 * voiceAt(index / sampleRate));
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.byteLength, 40);
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'distans-speech-')), 'speech.wav');
  await writeFile(file, Buffer.concat([header, Buffer.from(samples.buffer)]));
  return file;
}

const syllableSeconds = 0.22;
/** Of each eight syllables' time, five are spoken and three are a pause. */
const isSpoken = (syllable: number): boolean => syllable % 8 < 5;

function voiceAt(time: number): number {
  const syllable = Math.floor(time / syllableSeconds);
  if (!isSpoken(syllable)) return 0;
  const within = (time % syllableSeconds) / syllableSeconds;
  const pitch = 110 + 12 * (syllable % 5);
  const [first, second] = [400 + 90 * (syllable % 4), 1_200 + 250 * (syllable % 3)];
  let sum = 0;
  for (let harmonic = 1; harmonic * pitch < 3_400; harmonic += 1) {
    const frequency = harmonic * pitch;
    const weight = Math.exp(-(((frequency - first) / 180) ** 2)) + 0.5 * Math.exp(-(((frequency - second) / 220) ** 2));
    sum += weight * Math.sin(2 * Math.PI * frequency * time);
  }
  return 0.12 * Math.sin(Math.PI * within) * sum;
}
