import type { InputCoverage } from '../../../core/coverage.ts';
import type { Ports } from '../../../input/ports.ts';
import type { Source } from '../../../input/source.ts';
import { readErrorText } from '../error-text/read-error-text.ts';
import { fileKind } from '../given/file-kind.ts';
import type { GivenText } from '../observations.ts';
import { kubeconfigFacts } from './recording-reader.ts';
import { withoutSecrets } from './secrets.ts';

/** The end of a text that is longer is what matters: logs end with the error. */
const maxBytes = 16 * 2 ** 20;
const lineFeed = 10;

/** Reads a given text, the last 16 MiB of it. */
export async function decode(
  source: Source,
  busy: Ports['busy'],
): Promise<{ text: GivenText; coverage: InputCoverage }> {
  const end = new TextEnd();
  for await (const block of source.blocks()) end.add(block);
  return busy(() => decoded(source, end));
}

function decoded(source: Source, end: TextEnd): { text: GivenText; coverage: InputCoverage } {
  const { text, skipped, encoding } = end.read();
  const given = { ...withoutKeys(source.name, text), ...(skipped === 0 ? {} : { skipped }) };
  return {
    text: given,
    coverage: {
      source: source.name,
      format: 'text',
      encoding,
      ...explained(given),
      timeZone: { name: 'unknown', provenance: 'unknown' },
    },
  };
}

/** Keeps the whole lines at the end of a text, and counts those before. */
class TextEnd {
  #blocks: Buffer[] = [];
  #bytes = 0;
  #skipped = 0;
  /** Bytes before what is kept. */
  #dropped = 0;
  /** Whether what is kept begins within a line. */
  #cut = false;
  /** By the mark that it begins with; PowerShell writes UTF-16. */
  #encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | undefined;

  add(block: Uint8Array): void {
    this.#encoding ??= encodingOf(block);
    this.#blocks.push(Buffer.from(block));
    this.#bytes += block.length;
    for (let first = this.#blocks[0]; first !== undefined && this.#bytes - first.length >= maxBytes; ) {
      this.#blocks.shift();
      this.#bytes -= first.length;
      this.#dropped += first.length;
      this.#skipped += lineFeedsIn(first);
      this.#cut = first.at(-1) !== lineFeed;
      first = this.#blocks[0];
    }
  }

  read(): { readonly text: string; readonly skipped: number; readonly encoding: string } {
    const encoding = this.#encoding ?? 'utf-8';
    const kept = Buffer.concat(this.#blocks);
    // A character of UTF-16 may begin in what was dropped.
    const whole = encoding === 'utf-8' ? kept : kept.subarray(this.#dropped % 2);
    const text = new TextDecoder(encoding).decode(whole);
    return this.#cut
      ? { text: text.slice(text.indexOf('\n') + 1), skipped: this.#skipped + 1, encoding }
      : { text, skipped: this.#skipped, encoding };
  }
}

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

function lineFeedsIn(block: Buffer): number {
  let count = 0;
  for (let at = block.indexOf(lineFeed); at !== -1; at = block.indexOf(lineFeed, at + 1)) count++;
  return count;
}

/** A configuration file is read as a whole; of other texts the lines count that a row or a table knows. */
function explained({
  source,
  text,
  skipped = 0,
}: GivenText): Pick<InputCoverage, 'lines' | 'understood' | 'firstNotUnderstood'> {
  const lines = text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
  if (fileKind(source, text) !== undefined) return { lines, understood: lines };
  const { coverage } = readErrorText(text, skipped);
  const understood = lines - (coverage.lines - coverage.understood);
  const unread = { line: 1, text: `not read: of a long text the last ${maxBytes / 2 ** 20} MiB are` };
  return { ...coverage, lines: skipped + lines, understood, ...(skipped === 0 ? {} : { firstNotUnderstood: unread }) };
}

/** A text as it is kept: keys and tokens of configuration files are not. */
export function withoutKeys(source: string, text: string): GivenText {
  if (!/^[ \t]*"?(?:users|clusters)"?\s*:/m.test(text)) return { source, text: withoutSecrets(text) };
  const { text: clean, ...fact } = kubeconfigFacts(text);
  return { source, text: clean, fact };
}
