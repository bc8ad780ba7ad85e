import type { InputCoverage } from '../../../core/coverage.ts';
import type { Source } from '../../../input/source.ts';
import { readErrorText } from '../error-text/read-error-text.ts';
import { fileKind } from '../given/file-kind.ts';
import type { GivenText } from '../observations.ts';
import { kubeconfigFacts } from './recording-reader.ts';
import { withoutSecrets } from './secrets.ts';

/** The end of a text that is longer is what matters: logs end with the error. */
const maxBytes = 4 * 2 ** 20;

/** Reads a given text, the last 4 MiB of it. */
export async function decode(source: Source): Promise<{ text: GivenText; coverage: InputCoverage }> {
  let kept = Buffer.alloc(0);
  for await (const block of source.blocks()) {
    kept = Buffer.concat([kept, block]);
    if (kept.length > 2 * maxBytes) kept = kept.subarray(kept.length - maxBytes);
  }
  const text = kept.subarray(Math.max(0, kept.length - maxBytes)).toString('utf8');
  return {
    text: withoutKeys(source.name, text),
    coverage: {
      source: source.name,
      format: 'text',
      encoding: 'utf-8',
      ...explained(source.name, text),
      timeZone: { name: 'unknown', provenance: 'unknown' },
    },
  };
}

/** A configuration file is read as a whole; of other texts the lines count that a row or a table knows. */
function explained(name: string, text: string): Pick<InputCoverage, 'lines' | 'understood' | 'firstNotUnderstood'> {
  const lines = text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
  if (fileKind(name, text) !== undefined) return { lines, understood: lines };
  const { coverage } = readErrorText(text);
  return { ...coverage, lines, understood: lines - (coverage.lines - coverage.understood) };
}

/** A text as it is kept: keys and tokens of configuration files are not. */
export function withoutKeys(source: string, text: string): GivenText {
  if (!/^[ \t]*"?(?:users|clusters)"?\s*:/m.test(text)) return { source, text: withoutSecrets(text) };
  const { text: clean, ...fact } = kubeconfigFacts(text);
  return { source, text: clean, fact };
}
