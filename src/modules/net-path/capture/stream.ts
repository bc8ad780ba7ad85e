import { headOf } from '../../../core/safe-text.ts';
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
  const unknown: { line: number; text: string }[] = [];
  const plain = text.includes('\r') ? text.replaceAll('\r\n', '\n').replace(/\r$/, '') : text;
  let framing = 0;
  let line = 0;
  for (let at = 0; at < plain.length; line += 1) {
    // An answer is taken in one piece: rules have a hundred thousand lines.
    const piece = open.answer !== undefined && !plain.startsWith(head, at);
    const end = piece ? endOfAnswer(plain, at) : endOf(plain, '\n', at);
    const said = plain.slice(at, end);
    at = end + 1;
    if (piece) {
      takeAnswer(open, said);
      line += newlinesIn(said);
      continue;
    }
    framing += 1;
    const known = readLine(open, said, firstLine === undefined ? undefined : firstLine + line);
    if (!known) unknown.push({ line: line + 1, text: headOf(said, 200) });
  }
  closeAnswer(open);
  finish(open);
  return { capture: { namespaces: open.done }, framing, unknown, whole: open.whole };
}

const head = '=== ';

const endOf = (text: string, mark: string, from: number): number => {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found;
};

/** In front of the next head; the last line of a text has a line feed or none. */
function endOfAnswer(text: string, from: number): number {
  const found = text.indexOf(`\n${head}`, from);
  if (found >= 0) return found;
  return text.endsWith('\n') ? Math.max(from, text.length - 1) : text.length;
}

function newlinesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Lines of an answer; one that looks like a head has a blank in front. */
function takeAnswer({ answer, inError }: Open, said: string): void {
  const text = said.includes(` ${head}`) ? said.replace(/^ ( *=== )/gm, '$1') : said;
  (inError ? answer?.error : answer?.text)?.push(text);
}

const readLine = (open: Open, line: string, at: number | undefined): boolean =>
  line.startsWith(head) ? openSection(open, line, at) : takeLine(open, line);

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
