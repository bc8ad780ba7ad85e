import { TextDecoder } from 'node:util';
import { unrecognizedInput } from '../core/errors.ts';
import type { Incident } from '../core/incident.ts';
import { detectEncoding } from '../input/decode.ts';
import { readJson } from '../input/json-file.ts';
import type { Source } from '../input/source.ts';
import { peek } from '../input/tee.ts';
import { checkIncident } from './incident-door.ts';

/** An incident, and where it is from: `node-1.json`, `stdin:12`. */
export interface FromFile {
  readonly incident: Incident;
  readonly name: string;
}

/** An incident on one line as `--save` and `diag observe` write it; longer ones are whole files. */
const maxLine = 64 * 2 ** 20;
const newline = 0x0a;

/** Reads a saved incident, or one after the other, a line each: the streams of many hosts. Throws input errors. */
export async function* incidentsIn(source: Source): AsyncGenerator<FromFile> {
  const { head, source: whole } = await peek(source, 4096);
  // A document over several lines, or in UTF-16, is one file.
  const compact = detectEncoding(head) === 'utf-8' && /^\s*\{"incident":"/.test(new TextDecoder().decode(head));
  if (!compact) {
    yield { incident: checkIncident(await readJson(whole), source.name), name: source.name };
    return;
  }
  let number = 0;
  for await (const line of linesOf(whole)) {
    number += 1;
    if (line.trim() === '') continue;
    const name = number === 1 ? source.name : `${source.name}:${number}`;
    yield { incident: checkIncident(parse(line, name), name), name };
  }
}

function parse(line: string, name: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw unrecognizedInput(`${name}: not JSON: ${why}`, 'replay reads what --save and diag observe wrote');
  }
}

async function* linesOf(source: Source): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest: Buffer[] = [];
  let held = 0;
  for await (const block of source.blocks()) {
    let from = 0;
    for (let at = block.indexOf(newline); at >= 0; at = block.indexOf(newline, from)) {
      yield decoder.decode(Buffer.concat([...rest, block.subarray(from, at)]));
      rest = [];
      held = 0;
      from = at + 1;
    }
    if (from < block.length) rest.push(Buffer.from(block.subarray(from)));
    held += block.length - from;
    if (held > maxLine) throw unrecognizedInput(`${source.name}: a line is larger than any incident`, 'check the path');
  }
  if (held > 0) yield decoder.decode(Buffer.concat(rest));
}
