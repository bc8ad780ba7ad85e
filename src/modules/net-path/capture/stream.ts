import type { Answer, Capture, NamespaceCapture } from './capture.ts';

/** How a stream of the collector begins. */
export const magic = '=== diag net-path 1';

/** A stream with how much of it was read, for coverage. */
export interface StreamReading {
  readonly capture: Capture;
  /** Lines that are no answer's: heads, names, times, and what is none of these. */
  readonly framing: number;
  /** Those of them that a stream does not have. */
  readonly unknown: readonly { readonly line: number; readonly text: string }[];
  /** Whether `=== done` was there. */
  readonly whole: boolean;
}

interface Open {
  host: string;
  own: string;
  /** Of `pod: INODE NAMESPACE/NAME`. */
  pods: { readonly inode: string; readonly pod: string }[];
  namespaces: Mutable[];
  answer: { command: string; status: number; line: number | undefined; text: string[]; error: string[] } | undefined;
  inError: boolean;
  readonly source: string;
  readonly done: Mutable[];
  whole: boolean;
}

type Mutable = Omit<NamespaceCapture, 'answers'> & { answers: Answer[] };

// `=== ns 4026532201 web 1234 1240`, `-` for no name
const namespaceHead = /^=== ns (\d{1,20}) (\S{1,255})((?: \d{1,10})*)$/;
// `=== ran 0 ip -4 -j -d route show table all`
const ranHead = /^=== ran (\d{1,3}) (\S.{0,2000})$/;

/** Reads the collector's stream; several, one behind the other, are several machines. `firstLine` is absent live. */
export function readStream(text: string, source: string, firstLine: number | undefined = 1): StreamReading {
  const open: Open = {
    host: '',
    own: '',
    pods: [],
    namespaces: [],
    answer: undefined,
    inError: false,
    source,
    done: [],
    whole: false,
  };
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  let framing = 0;
  const unknown: { line: number; text: string }[] = [];
  for (const [i, raw] of lines.entries()) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (open.answer === undefined || line.startsWith('=== ')) framing += 1;
    const known = readLine(open, line, firstLine === undefined ? undefined : firstLine + i);
    if (!known) unknown.push({ line: i + 1, text: line.slice(0, 200) });
  }
  closeAnswer(open);
  finish(open);
  return { capture: { namespaces: open.done }, framing, unknown, whole: open.whole };
}

const readLine = (open: Open, line: string, at: number | undefined): boolean =>
  line.startsWith('=== ') ? openSection(open, line, at) : takeLine(open, /^ +=== /.test(line) ? line.slice(1) : line);

/** The namespaces of one machine are complete: its name and own namespace are known now. */
function finish(open: Open): void {
  open.done.push(
    ...open.namespaces.map((one) => {
      const pods = open.pods.filter(({ inode }) => inode === one.inode).map(({ pod }) => pod);
      const named = { ...one, host: open.host, own: one.inode === open.own };
      return pods.length === 0 ? named : { ...named, pods };
    }),
  );
  open.namespaces = [];
  open.pods = [];
}

function openSection(open: Open, line: string, at: number | undefined): boolean {
  if (line === '=== err') {
    open.inError = true;
    return open.answer !== undefined;
  }
  closeAnswer(open);
  if (line === magic || line === '=== done') {
    finish(open);
    open.whole ||= line === '=== done';
    return true;
  }
  const namespace = namespaceHead.exec(line);
  if (namespace !== null) {
    const [, inode = '', name = '-', pids = ''] = namespace;
    const base = { host: '', inode, pids: pids.split(' ').filter(Boolean).map(Number), own: false, answers: [] };
    open.namespaces.push(name === '-' ? base : { ...base, name });
    return true;
  }
  const ran = ranHead.exec(line);
  if (ran !== null && open.namespaces.length > 0) {
    open.answer = {
      command: ran[2] ?? '',
      status: Number(ran[1]),
      line: at === undefined ? undefined : at + 1,
      text: [],
      error: [],
    };
    open.inError = false;
    return true;
  }
  return false;
}

function closeAnswer(open: Open): void {
  const { answer } = open;
  if (answer === undefined) return;
  const { command, status, line, text, error } = answer;
  const said = { command, status, source: open.source, text: text.join('\n'), error: error.join('\n') };
  open.namespaces.at(-1)?.answers.push(line === undefined ? said : { ...said, line });
  open.answer = undefined;
}

function takeLine(open: Open, line: string): boolean {
  if (open.answer !== undefined) {
    (open.inError ? open.answer.error : open.answer.text).push(line);
    return true;
  }
  // `host: node-1`, `time: 2026-11-28T19:00:00Z`, `own: 4026531840`, `pod: 4026532201 shop/web-0`
  const [key, value = ''] = line.split(': ', 2);
  if (key === 'host') open.host = value;
  else if (key === 'own') open.own = value;
  else if (key === 'pod') {
    const [inode = '', pod = ''] = value.split(' ');
    open.pods.push({ inode, pod });
  }
  return key === 'host' || key === 'own' || key === 'time' || key === 'pod';
}
