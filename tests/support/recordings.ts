/** Recordings as phones write them, and what else can be put around and into an MP3. */
import { toneMp3 } from '../../devtools/simulator/phone/runtime/mp3';

/** What the product asks a phone's recorder for. */
const [SAMPLE_RATE, BIT_RATE] = [16_000, 24_000];

/** A tone of the length and the size of speech. @param seconds - to 36 ms */
export const recording = (seconds = 3, sampleRate = SAMPLE_RATE, bitRate = BIT_RATE): Buffer =>
  Buffer.from(toneMp3(seconds * 1_000, sampleRate, bitRate));

/** Half a second by LAME, the encoder in phones: sound that is borrowed from frame to frame, and the encoder's own name. */
export const SPEECH = Buffer.from(
  [
    '//M4xAAUWE6IdU8QAAAJI8IIeh6HnOaaHuakJwGrBTgZwIYKsTMy2ePEBAEAQOROD4f+D58uf8Tgg7+CAIHJcP8pKBgoCAIAgc/g',
    '++sHz+CAIO//lwfB/BDgmD4Pg+mIKaigYAEhAACAAAAA//M4xAAXkq72X5o4AqBgMBgMBgMBgMBgMBQIk7X//mDJGKv/v/A7svlQ',
    'cktgIQKg9/ExQLC3/U0oNxt/4rY0mxP/9GIlDXb//JsWGhUmXUn//+jlzSilphIWt///+ouRZyi4dHFMYeP//4iA//M4xAAW0usO',
    '/8IYA2gAACP/////xqYU3/KzgYv+ZnEyvzBlvnqXPf+kMbeVzvIVCJBZaNSpm9yb9eymeRmT+Rr5/O5soy0n8ytaE2cM/9HaEx86',
    'VMzvLTQosJ0/zCENV5pXxc9BAqPTEFNA//M4xAAXKtb+XhBGyxtgALtttttxykK6nVW+WGA3+VbU2CuRTLfxWtzLmSodM6oxNbbv',
    'FI/pe5HmyGRbw3LMupMjplDB19XU70ymdMoTyEfkZJVWGlV3anznmRgy0uDoe7ilXr0FgID2ymII//M4xAAW4bagKBaGpQ/u9tbG',
    'pBjCzZChAw2gmjTtfXfL3ubcNPct/dyhFScjpFUBMj5uDOJCcsxl67g7EHE2Yx8qR5k+D7M2UBXTGiabULc9ue7/TccYmoqV8vtD',
    'X9+jRUNt+x02L1KkxBTQ//M4xAAXYibuXhAGwxbAALbbbrbR3ZSFbT1OIFlwnJz88nW5E9yKu0p6fLsx2M+0IZM0sI5HI4VWQ2yJ',
    'zGcSCCiiM6KRhBu5uWhOfeppNMOYUEru8rq6O83iy5A8vzmKiRuUfmYNM/PAQLTA//M4xAAXcb7OXgmGaZsAF//v99tgXmvvZgGq',
    'jl5zZULanQuZEaWQxlqEMnFPyKxJSVkGpMkFqHcjYUpQ/bW8i57aaXBp0P6UBsUn0QAI9eiQWDUvt6aQ8HPZklFLiJz69kfXemub',
    'NHpHKkkw//M4xAAXqeKtnAjGDQR+7bUdOWCv2uarQowIo4NRZq8Dv5izNl2TZRZw0ImlCERId+Ich22HrXuc7DIZhzWChRqQknI1',
    'qJMPkxUjLYh95v9XXZ3KLX1S7bGi5pqKiJ+3++k372pTO9l/SPR4//M4xAAXGabGXjBGhQLvZrvbbtZAyFDNrF+IbDpjfYoGlRzj',
    '+4pcHabwUdjQqSU7i9Z1snk5JCy7mbTM/Itzyh7iWIMS8gW0KREYEKPR18y3KmUWev0x3Vm6vNN3Ia9v1KZ8OGd8TujiyYgg//M4',
    'xAAXEX7+XhhHLwAp/t9tvtthw6TxEFpn5Opu4UYsh2yMcoNTyRRQHOYDC0g3AKwicklVCad7GqB4dRRBAuTrHW7BC66nmvI9FPWM',
    'W7bsYgBaCMYw2rkiGGn1nr1nr1GU1vgJRees0xBA//M4xAAXCc8CXggGA8EE79v/t9tgSax2dBLCCPyyFpYEX65FD7qMh6hVaGZI',
    'M24Q3PMHoJHbPWkuhv5dmfdalsyZJTYp+MSMHBxL+c810vOGVvyL1jn2/r1ZSj6X1tPwTEJH+a0ppT69piCA//M4xAAWgvsOX0IY',
    'A9gARtv/v//xqsn5jHCE+yne7mfzqfRnPBG/QQxZonaRxPaQmz/vn9vJLHRYmZ5qfTztQ9Vj5vTuaIeSnddq9MyJC7+TG3Emu86S',
    'Cd6/lfKJp3y8HkVM1z7si0xBTUUA//M4xAAXmf76X41oAsA4AAgPxwMBgMBQKBgATkDK8nlJfMSV9Zqr8QgDSAyRYpa/BYhUhNgu',
    'Qnv/k0sHsSRSNf/yRLDYki0uk3//NC8SRuakiUUjL//92RQcycAkT3/0gEEwbAIjCoB//4JA//M4xAAAAANIAcAAAExBTUUDAAkI',
    'AAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    'AAAAAAAAAAAAAAAA',
  ].join(''),
  'base64',
);

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** Four times seven bits, as ID3v2 writes lengths. */
const sevenBits = (value: number): Buffer =>
  Buffer.from([21, 14, 7, 0].map((shift) => (value >> shift) & 127));

/** A frame of an ID3v2.3 tag. */
export function tagFrame(id: string, content: Buffer | string): Buffer {
  const bytes = typeof content === 'string' ? latin1(content) : content;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([latin1(id), length, Buffer.alloc(2), bytes]);
}

/** An ID3v2 tag. */
export function id3v2(...frames: Buffer[]): Buffer {
  const content = Buffer.concat(frames);
  return Buffer.concat([latin1('ID3'), Buffer.from([3, 0, 0]), sevenBits(content.length), content]);
}

/** An ID3v1 tag, the last 128 bytes of a file. */
export const id3v1 = (title: string): Buffer =>
  Buffer.concat([latin1('TAG'), latin1(title.padEnd(125, '\0'))]);
