import { TextDecoder } from 'node:util';
import { beginsAsIncident, type Incident } from '../core/incident.ts';
import type { Recognition } from '../core/module.ts';
import { binaryKind } from '../input/binary.ts';
import { detectEncoding } from '../input/decode.ts';
import { readJson } from '../input/json-file.ts';
import { partsOf } from '../input/parts.ts';
import { fileSource, type Source } from '../input/source.ts';
import { peek } from '../input/tee.ts';
import { type AnyModule, registry } from '../modules/registry.ts';

/** How much of an input is looked at to tell what it is. */
const headBytes = 256 * 1024;

/** Below this a text is taken for something else. */
const enough = 0.3;

/** A module that knows a text, and by what. */
export interface Match extends Recognition {
  readonly module: AnyModule;
}

/** An input, or a part of a collector's stream, and who knows it. */
export interface Recognized {
  /** Not read yet, whatever was looked at. */
  readonly source: Source;
  readonly isEmpty: boolean;
  /** The best first. */
  readonly matches: readonly Match[];
  /** What it is where it is no text. */
  readonly binary?: string | undefined;
  /** What an earlier run saved, instead of matches. */
  readonly incident?: Incident;
}

/** Takes a collector's stream apart and finds out what an input, or each part of it, is. */
export async function recognizeInput(source: Source): Promise<readonly Recognized[]> {
  const recognized: Recognized[] = [];
  for (const part of await partsOf(source)) recognized.push(await recognizePart(part));
  const [sender, ...others] = modulesOf(recognized);
  if (sender === undefined || others.length > 0) return recognized;
  // A part in which nothing is, such as a log without events, is no less for the module whose collector sent it.
  const sent = { module: sender, score: enough, because: 'sent with it by its collector' };
  return recognized.map((part) =>
    part.matches.length > 0 || part.incident !== undefined ? part : { ...part, matches: [sent] },
  );
}

/** The modules that know one of the parts at least, the surest first. */
export function modulesOf(parts: readonly Recognized[]): readonly AnyModule[] {
  const matches = parts.flatMap((part) => part.matches).toSorted((a, b) => b.score - a.score);
  return [...new Set(matches.map(({ module }) => module))];
}

async function recognizePart(part: Source): Promise<Recognized> {
  const { head, source } = await peek(part, headBytes);
  const text = textOf(head);
  const isEmpty = head.length < headBytes && text.trim() === '';
  if (beginsAsIncident(text)) return { source, isEmpty, matches: [], incident: await readIncident(source) };
  return { source, isEmpty, matches: await matchesOf(text), binary: binaryKind(head) };
}

export const textOf = (head: Buffer): string => new TextDecoder(detectEncoding(head)).decode(head);

/** What is looked at of a source, whether it was read since or not; empty where that cannot be told any more. */
export async function headOf({ path, head }: Source): Promise<Buffer> {
  return path === undefined ? (head ?? Buffer.alloc(0)) : (await peek(await fileSource(path), headBytes)).head;
}

/** Reads what `--save` wrote. Throws an input error where it is something else. */
export async function readIncident(source: Source): Promise<Incident> {
  // zod, which it is checked with, takes a start 15 ms; most inputs are no incident.
  const { checkIncident } = await import('./incident-door.ts');
  return checkIncident(await readJson(source), source.name);
}

/** The modules that know what begins so, the surest first. */
export async function matchesOf(text: string): Promise<readonly Match[]> {
  const known: Match[] = [];
  for (const entry of registry) {
    const module = await entry.load();
    const recognition = module.recognize?.(text);
    if (recognition !== undefined) known.push({ module, ...recognition });
  }
  const matches = known.filter(({ score }) => score >= enough);
  const some = matches.length > 0 ? matches : known.filter(({ readsWell }) => readsWell === true);
  return some.toSorted((a, b) => b.score - a.score);
}
