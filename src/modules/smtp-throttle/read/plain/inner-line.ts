import { stampEnd } from './stamp.ts';

const [blank, quote, plus, minus, colon, backslash, letterT, letterZ] = [32, 34, 43, 45, 58, 92, 84, 90];
const maxStamp = 44;
const cri = [' stdout F ', ' stderr F '].map((text) => Buffer.from(text));
const dockerHead = Buffer.from('{"log":"');
const dockerTail = ['stdout', 'stderr'].map((stream) => Buffer.from(`\\n","stream":"${stream}","time":"`));

/** The part of a line that the program wrote, without what CRI or Docker put around it where that is plain to see. */
export class InnerLine {
  at = 0;
  end = 0;
  /** Whether the line came from a container, with a time that names its zone. */
  contained = false;

  /** Looks at the line [at, end). */
  find(bytes: Buffer, at: number, end: number): void {
    this.at = at;
    this.end = end;
    this.contained = bytes[at] === dockerHead[0] ? this.#docker(bytes) : bytes[at + 10] === letterT && this.#cri(bytes);
  }

  /** `2026-03-02T08:30:09.123456789Z stdout F words` */
  #cri(bytes: Buffer): boolean {
    const stamp = this.#zonedStamp(bytes, this.at, blank);
    if (stamp === -1 || stamp + 10 > this.end || !cri.some((text) => stands(bytes, stamp, text))) return false;
    this.at = stamp + 10;
    return true;
  }

  /** `{"log":"words\n","stream":"stdout","time":"2026-03-02T08:30:09.123456789Z"}`, words without an escape. */
  #docker(bytes: Buffer): boolean {
    if (!stands(bytes, this.at, dockerHead)) return false;
    const begin = this.at + dockerHead.length;
    const words = bytes.indexOf(backslash, begin);
    if (words === -1 || words > this.end || bytes.indexOf(quote, begin) !== words + 2) return false;
    const tail = dockerTail.find((text) => stands(bytes, words, text));
    if (tail === undefined) return false;
    for (let i = begin; i < words; i++) if ((bytes[i] as number) < blank) return false;
    const stamp = this.#zonedStamp(bytes, words + tail.length, quote);
    if (stamp === -1 || stamp + 2 !== this.end || bytes[stamp + 1] !== 125) return false;
    this.at = begin;
    this.end = words;
    return true;
  }

  /** Where a time with a zone ends, behind which `after` stands; -1 where none is. */
  #zonedStamp(bytes: Buffer, at: number, after: number): number {
    if (bytes[at + 10] !== letterT || stampEnd(bytes, at) !== at + 19) return -1;
    const end = bytes.indexOf(after, at + 19);
    if (end === -1 || end > this.end || end - at > maxStamp) return -1;
    const sign = bytes[end - 6];
    const offset = (sign === plus || sign === minus) && bytes[end - 3] === colon;
    return bytes[end - 1] === letterZ || offset ? end : -1;
  }
}

function stands(bytes: Buffer, at: number, text: Buffer): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text[i]) return false;
  return true;
}
