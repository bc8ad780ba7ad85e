import { existsSync } from 'node:fs';
import { DiagError } from '../../core/errors.ts';
import type { RawOptions } from '../../core/module.ts';
import { inertLine } from '../../core/safe-text.ts';
import { collectors } from '../../input/collectors.ts';
import { fileSource, type Source, textSource } from '../../input/source.ts';
import type { AnyModule } from '../../modules/registry.ts';
import type { Io } from '../io.ts';
import { type Recognized, recognizeInput } from '../recognize.ts';
import { contextOf } from '../run-module.ts';
import type { Asker, Choice } from './asker.ts';
import type { Desk } from './desk.ts';
import { pathFrom } from './file-path.ts';
import { readPaste } from './read-paste.ts';
import { orBack, WentBack } from './steps.ts';

/** A text to analyze that can be read again and again. */
export interface Text {
  /** A path, or the pasted text. */
  readonly input: string | Source;
  /** What it is; several where a collector sent it. */
  readonly parts: readonly Recognized[];
  /** As it stands in a command line. */
  readonly word: string;
}

/** Reads a paste. Throws `WentBack` where the user went back or pasted nothing. */
export async function usePaste(io: Io, asker: Asker): Promise<Text> {
  const bytes = await readPaste(io, asker);
  if (bytes === undefined) throw new WentBack();
  if (bytes.toString('utf8').trim() === '') {
    asker.say('Nothing was pasted.');
    throw new WentBack();
  }
  const input = textSource('paste', bytes);
  return { input, parts: await recognizeInput(input), word: '-' };
}

/** Asks for a file until one can be read; an empty answer goes back. */
export async function openFile(io: Io, asker: Asker): Promise<Text> {
  const opened: { path?: string; parts?: readonly Recognized[] } = {};
  const typed = await asker.ask('File (Enter alone goes back)', '', async (answer) => {
    if (answer.trim() === '') return undefined;
    const path = pathFrom(answer, io.platform, io.env['HOME']);
    try {
      Object.assign(opened, { path, parts: await recognizeInput(await fileSource(path)) });
      return undefined;
    } catch (error) {
      return error instanceof DiagError ? inertLine(`${error.message} (${error.hint})`) : String(error);
    }
  });
  const { path, parts } = opened;
  if (typed === '' || path === undefined || parts === undefined) throw new WentBack();
  return { input: path, parts, word: path };
}

/** What a module is to read: nothing where it looks at this host or computes, else what the user brings. */
export async function chooseInput(
  module: AnyModule,
  raw: RawOptions,
  { asker, globals, io }: Desk,
): Promise<Text | undefined> {
  const need = module.input(module.parseOptions(raw, contextOf(globals, io)));
  const looksAtHost = need !== 'required' && module.id in hostCollectors;
  // Answers that suffice by themselves, such as an interval, are all there is to look at.
  if (!looksAtHost && (need === 'none' || (need === 'optional' && Object.keys(raw).length > 0))) return undefined;
  const choices = choicesFor(module.id, looksAtHost, need === 'optional');
  return bringInput(module.id, choices, { asker, globals, io });
}

async function bringInput(
  id: string,
  choices: readonly Choice<Bring>[],
  { asker, io }: Desk,
): Promise<Text | undefined> {
  for (;;) {
    const bring = await asker.choose<Bring>('What is there to look at?', choices);
    if (bring === 'host') return undefined;
    if (bring === 'back') throw new WentBack();
    if (bring === 'collect') asker.say(collectorLines(id).join('\n'));
    else {
      const text = await orBack(bring === 'paste' ? usePaste(io, asker) : openFile(io, asker));
      if (text !== undefined) return text;
    }
  }
}

type Bring = 'host' | 'collect' | 'paste' | 'file' | 'back';

/** First what can be looked at from here: where this host is no node, another one. */
function choicesFor(id: string, looksAtHost: boolean, mayBeHost: boolean): readonly Choice<Bring>[] {
  const host: Choice<Bring> = { name: 'This host', value: 'host' };
  const other: Choice<Bring> = { name: 'Another host: what to run there', value: 'collect' };
  const texts: readonly Choice<Bring>[] = [
    { name: 'Paste a log', value: 'paste' },
    { name: 'Open a file', value: 'file' },
  ];
  const hosts = nodeFolders.some((folder) => existsSync(folder)) ? [host, other] : [other, host];
  return [
    ...(looksAtHost ? hosts : texts),
    ...(looksAtHost ? texts : [...(mayBeHost ? [host] : []), ...(collectors[id] === undefined ? [] : [other])]),
    { name: 'Back', value: 'back' },
  ];
}

/** The modules that look at the host they run on; what they look at there is collected by a script too. */
const hostCollectors = Object.fromEntries(Object.entries(collectors).filter(([id]) => id.startsWith('k8s-')));

/** Folders of a Kubernetes node: kubeadm, the kubelet's own, k3s and RKE2, MicroK8s, k0s. */
const nodeFolders = ['/etc/kubernetes', '/var/lib/kubelet', '/etc/rancher', '/var/snap/microk8s', '/var/lib/k0s'];

/** How to look at a host from here: the collector, and what becomes of what it says. */
function collectorLines(id: string): readonly string[] {
  const { sh, ps1 } = collectors[id] ?? {};
  return [
    '',
    ...(sh === undefined ? [] : [`diag collect ${id} --sh | ssh HOST 'sudo sh -s' | diag ${id} -`]),
    ...(ps1 === undefined
      ? []
      : [
          `diag collect ${id} --ps1 > collect.ps1`,
          `powershell -File collect.ps1 > found.txt   # on the host`,
          `diag ${id} found.txt`,
        ]),
    '',
  ];
}
