import { TextDecoder } from 'node:util';
import type { Envelope } from '../../core/envelope.ts';
import { detectEncoding } from '../decode.ts';
import type { Source } from '../source.ts';
import { keepHeapSmall } from '../v8-flags.ts';
import { csvReader } from './csv-reader.ts';
import { exportReader, verboseReader } from './journal-export.ts';
import { jsonReader } from './json-reader.ts';
import { lineReader } from './line-reader.ts';
import { RecordOrder } from './order.ts';
import type { EnvelopeReader } from './reader.ts';
import { Runs } from './runs.ts';
import { linesOf } from './write-record.ts';
import { yamlReader } from './yaml-reader.ts';

/** So much of an input tells what is around its lines. */
export const envelopeHead = 1 << 16;
/** Lines are handed on in blocks of about this size. */
const blockChars = 1 << 15;

/** The input's lines without what a log store, a shipper or a log viewer put around them; undefined where nothing is. */
export function openEnvelope(source: Source, head: Buffer): Source | undefined {
  const text = new TextDecoder(detectEncoding(head)).decode(head);
  const reader = readerFor(text, head.length < envelopeHead);
  if (reader === undefined) return undefined;
  let state: { readonly runs: Runs; records: number } = { runs: new Runs(), records: 0 };
  return {
    name: source.name,
    ...(source.size === undefined ? {} : { size: source.size }),
    envelope: (): Envelope => {
      const { runs } = state.runs;
      const { name, unit } = reader;
      return { name, records: state.records, unit, ...(runs === undefined ? {} : { runs }) };
    },
    blocks: () => {
      state = { runs: new Runs(), records: 0 };
      return blocksOf(source, reader, state);
    },
  };
}

function readerFor(head: string, whole: boolean): EnvelopeReader | undefined {
  return (
    jsonReader(head, whole) ??
    exportReader(head) ??
    verboseReader(head) ??
    yamlReader(head) ??
    csvReader(head) ??
    lineReader(head)
  );
}

async function* blocksOf(
  source: Source,
  reader: EnvelopeReader,
  state: { readonly runs: Runs; records: number },
): AsyncGenerator<Buffer> {
  await keepHeapSmall();
  const order = new RecordOrder(reader.streams);
  let text = '';
  const write = (records: ReturnType<RecordOrder['take']>): void => {
    for (const record of records) {
      const lines = linesOf(record);
      if (lines.length === 0) continue;
      state.records++;
      state.runs.add(record.place, lines.length);
      text += `${lines.join('\n')}\n`;
    }
  };
  for await (const records of reader.records(source)) {
    write(order.take(records));
    if (text.length < blockChars) continue;
    yield Buffer.from(text);
    text = '';
  }
  write(order.end());
  if (text !== '') yield Buffer.from(text);
}
