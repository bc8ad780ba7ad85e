import { decode } from '../decode.ts';
import { lineBatches } from '../lines.ts';
import type { Source } from '../source.ts';
import { recordsIn } from './json-records.ts';
import type { EnvelopeReader } from './reader.ts';
import type { LogRecord } from './record.ts';

/** An entry is smaller (256 KB, Cloud Logging's quotas). */
const maxEntry = 1 << 20;

/** `gcloud logging read` as it prints by itself: an entry in YAML, `---` between two. */
export function yamlReader(head: string): EnvelopeReader | undefined {
  const isEntries = /^---\r?\n/.test(head) && /^(?:insertId|logName): /m.test(head) && !/^apiVersion:/m.test(head);
  return isEntries ? { name: 'google-cloud', unit: 'record', streams: false, records: entriesOf } : undefined;
}

async function* entriesOf(source: Source): AsyncGenerator<readonly LogRecord[]> {
  const { parse } = await import('yaml');
  let number = 0;
  let entry: string[] = [];
  let size = 0;
  const close = (): readonly LogRecord[] => {
    const text = entry.join('\n');
    entry = [];
    size = 0;
    if (text.trim() === '') return [];
    number++;
    return recordsIn(entryIn(text, parse)).map((one) => ({ ...one, place: number }));
  };
  for await (const { lines } of lineBatches(decode(source).chunks())) {
    const records: LogRecord[] = [];
    for (const line of lines) {
      if (line === '---') records.push(...close());
      else if (size < maxEntry) entry.push(line);
      size += line.length;
    }
    yield records;
  }
  yield close();
}

/** Times stay text; references to other parts are not followed (`maxAliasCount`). */
function entryIn(text: string, parse: typeof import('yaml').parse): unknown {
  try {
    return parse(text, { schema: 'core', maxAliasCount: 0 });
  } catch {
    return undefined;
  }
}
