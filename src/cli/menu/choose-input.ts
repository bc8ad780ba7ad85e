import type { RawOptions } from '../../core/module.ts';
import { fileSource, type Source, textSource } from '../../input/source.ts';
import type { AnyModule } from '../../modules/registry.ts';
import type { Io } from '../io.ts';
import { type Recognized, recognizeInput } from '../recognize.ts';
import { contextOf } from '../run-module.ts';
import type { Asker } from './asker.ts';
import type { Desk } from './desk.ts';
import { pathFrom } from './file-path.ts';
import { readPaste } from './read-paste.ts';

/** A text to analyze that can be read again and again. */
export interface Text {
  /** A path, or the pasted text. */
  readonly input: string | Source;
  /** What it is; several where a collector sent it. */
  readonly parts: readonly Recognized[];
  /** As it stands in a command line. */
  readonly word: string;
}

/** Reads a paste; undefined where the user went back or pasted nothing. */
export async function usePaste(io: Io, asker: Asker): Promise<Text | undefined> {
  const bytes = await readPaste(io, asker);
  if (bytes === undefined) return undefined;
  if (bytes.toString('utf8').trim() === '') {
    asker.say('Nothing was pasted.');
    return undefined;
  }
  const input = textSource('paste', bytes);
  return { input, parts: await recognizeInput(input), word: '-' };
}

/** Asks for a file; undefined where the user went back with an empty answer. Throws where it cannot be read. */
export async function openFile(io: Io, asker: Asker): Promise<Text | undefined> {
  const typed = await asker.ask('File (Enter alone goes back)', '');
  if (typed === '') return undefined;
  const path = pathFrom(typed, io.platform, io.env['HOME']);
  return { input: path, parts: await recognizeInput(await fileSource(path)), word: path };
}

/** What a module is to read: nothing where it looks at the host or computes, else what the user brings. */
export async function chooseInput(
  module: AnyModule,
  raw: RawOptions,
  { asker, globals, io }: Desk,
): Promise<Text | undefined | 'back'> {
  const need = module.input(module.parseOptions(raw, contextOf(globals, io)));
  // Answers that suffice by themselves, such as an interval, are all there is to look at.
  if (need === 'none' || (need === 'optional' && Object.keys(raw).length > 0)) return undefined;
  const bring = await asker.choose('What is there to look at?', [
    { name: 'Paste a log', value: 'paste' },
    { name: 'Open a file', value: 'file' },
    ...(need === 'optional' ? [{ name: 'This host', value: 'host' }] : []),
    { name: 'Back', value: 'back' },
  ]);
  if (bring === 'host') return undefined;
  const text = bring === 'paste' ? await usePaste(io, asker) : bring === 'file' ? await openFile(io, asker) : undefined;
  return text ?? 'back';
}
