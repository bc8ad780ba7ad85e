import { parsedObject } from '../../../core/json.ts';
import { shellWord } from '../../../core/quote.ts';
import { headOf } from '../../../core/safe-text.ts';
import type { Limit } from '../model.ts';
import { isCommand, isDeed, readHealthCommands } from './health-commands.ts';
import { healthLists, isListed, type ListedAnswer, usualUrls } from './health-lists.ts';
import { type Recording, readRecording } from './stream.ts';
import { readToolAnswers } from './tool-answers.ts';

/** What pastes put before a line: quote marks, emphasis, syslog and klog heads. */
const prefixes: readonly RegExp[] = [
  /^(?:>\s?){1,5}/,
  // Dec 29 14:46:20 host kube-apiserver[1146]:
  /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,9})? \S{1,255} [\w.@-]{1,80}(?:\[\d{1,10}\])?: /,
  // I1229 14:46:20.339795    1146 healthz.go:261]
  /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{1,9}\s{1,10}\d{1,10} [\w./-]{1,120}:\d{1,6}\] /,
  // Emphasis around a line that someone pointed out.
  /^[*_`~]{1,4}(?=\[[+-]\])/,
];

const bare = (line: string): string =>
  prefixes
    .reduce((rest, prefix) => rest.replace(prefix, ''), line.trim())
    .replace(/[*_`~]{1,4}$/, '')
    .trim();

/** A list of checks within one line, as events and errors of kubectl quote it: `("[+]ping ok\n[-]etcd failed"`. */
const unescaped = (line: string): string[] =>
  line
    .replace(/\\n(?=\[[+-]\]|(?:healthz|livez|readyz) check |\W{0,4}$)/g, '\n')
    .replace(/(?<=[("'\s])("?)(?=\[[+-]\]\S{1,100} (?:ok|failed|excluded))/g, '\n')
    .split('\n');

/** `Warning: v1 ComponentStatus is deprecated in v1.19+`: true, and no fault. */
const harmless = /^Warning: v1 ComponentStatus is deprecated/;
/** Where the host's own name is not known. */
const someHost = 'the host asked';
const hostInPrompt = /^\[?[\w.-]{1,60}@([\w.-]{1,120})[: ]/;

interface Line {
  /** Of the paste, 1-based. */
  readonly number: number;
  readonly raw: string;
  readonly text: string;
}

const linesOf = (text: string): Line[] =>
  text
    .split('\n')
    .flatMap((raw, i) => unescaped(raw).map((one) => ({ number: i + 1, raw: raw.trim(), text: bare(one) })));

/**
 * Health answers as people paste them, with or without the command, quoted or out of a journal; undefined where
 * there is none of Kubernetes' own. They are read as if they had been recorded, and cited by their own lines.
 */
export function readPasted(text: string, source: string, at: string): Recording | undefined {
  const lines = linesOf(text);
  const texts = lines.map((line) => line.text);
  const told = readToolAnswers(texts);
  const commands = readHealthCommands(texts);
  const lists = healthLists(texts);
  const rest = told.lines.size + commands.answers.length + lists.length === 0 ? bareObject(text, texts) : [];
  const asked = [
    ...commands.answers.map(({ url, lines: body, at: line }) => ({ head: url, body, line, url })),
    ...lists.map(ofList),
  ];
  const answers = [...lastOfEach(asked, texts), ...rest];
  if (answers.length + told.lines.size === 0) return undefined;
  const numberAt = (i: number): number => lines[i]?.number ?? 1;
  const host = texts.flatMap((one) => (isCommand(one) ? (hostInPrompt.exec(one)?.[1] ?? []) : []))[0] ?? someHost;
  const stream = [
    ...['=== diag k8s-health 1', `host: ${host}`, `time: ${at}`],
    ...answers.flatMap(({ head, body, line }) => [`=== GET ${head} line ${numberAt(line)}`, ...body]),
    ...told.sections.flatMap(({ at: line, lines: [head, ...body] }) => [`${head} line ${numberAt(line)}`, ...body]),
  ];
  const raws = new Map(lines.map(({ number, raw }) => [number, raw]));
  const recording = readRecording(stream.join('\n'), source, (number) => ({
    ...{ source, line: number, text: headOf(raws.get(number) ?? '', 300) },
  }));
  if (recording === undefined) return undefined;
  const isKnown = ({ text: one }: Line, i: number): boolean =>
    one === '' || told.lines.has(i) || commands.lines.has(i) || isListed(one) || isCommand(one) || harmless.test(one);
  const strange = lines.filter((line, i) => rest.length === 0 && !isKnown(line, i)).map(({ number }) => number);
  const [first] = strange;
  const count = text.replace(/\n$/, '').split('\n').length;
  return {
    nodes: recording.nodes.map((node) => ({
      ...node,
      place: { ...node.place, loopback: 'anywhere' },
      limits: [...node.limits, ...told.limits, ...commands.silent.map((one) => unanswered(one, numberAt(one.at)))],
    })),
    coverage: {
      ...recording.coverage,
      format: 'pasted health answers',
      lines: count,
      understood: count - new Set(strange).size,
      ...(first === undefined ? {} : { firstNotUnderstood: { line: first, text: raws.get(first) ?? '' } }),
      timeZone: { name: 'unknown', provenance: 'unknown' },
    },
  };
}

interface Told {
  readonly head: string;
  readonly body: readonly string[];
  /** Line of what decides, from 0. */
  readonly line: number;
  /** Where a command names it. */
  readonly url?: string;
}

const unanswered = ({ url }: { readonly url: string }, line: number): Limit => ({
  id: 'unanswered',
  reason: `line ${line} asks ${url}, and no answer is shown: curl -s says nothing where it is refused`,
  command: `curl -kS ${shellWord(url)}`,
});

/**
 * What was asked again after something was done counts as it was answered last; the same answer counts once. Without
 * a deed between them, two answers of one address are both told: one of several behind it may be down.
 */
function lastOfEach(answers: readonly Told[], lines: readonly string[]): readonly Told[] {
  const deeds: number[] = [0];
  for (const line of lines) deeds.push((deeds.at(-1) ?? 0) + Number(isDeed(line)));
  const kept = new Map<string, { readonly deed: number; readonly told: Map<string, Told> }>();
  for (const one of answers.toSorted((a, b) => a.line - b.line)) {
    const key = one.url ?? `line ${one.line}`;
    const before = kept.get(key);
    const deed = deeds[one.line] ?? 0;
    const told = before !== undefined && before.deed === deed ? before.told : new Map<string, Told>();
    kept.set(key, { deed, told: told.set(one.body.join('\n'), told.get(one.body.join('\n')) ?? one) });
  }
  return [...kept.values()].flatMap(({ told }) => [...told.values()]).slice(-mostAnswers);
}

/** A paste has a handful; what is longer is hostile. */
const mostAnswers = 2_000;

const ofList = ({ url, asked, component, lines, failing, at }: ListedAnswer): Told => ({
  ...(asked ? { url } : {}),
  head: `${url}${component === undefined ? '' : ` component ${component}`}`,
  body: [failing ? 'HTTP/1.1 500 Internal Server Error' : 'HTTP/1.1 200 OK', '', ...lines],
  line: at,
});

/** etcd's `{"health":"true"}` or the apiserver's version, without the command that asked. */
function bareObject(text: string, lines: readonly string[]): Told[] {
  const body = text.slice(text.indexOf('{')).trim();
  const value = parsedObject(body.slice(0, body.lastIndexOf('}') + 1));
  if (value === undefined) return [];
  const url = 'health' in value ? usualUrls.etcd : 'gitVersion' in value ? usualUrls.version : undefined;
  const bad = 'health' in value && value['health'] !== 'true' && value['health'] !== true;
  const status = bad ? 'HTTP/1.1 500 Internal Server Error' : 'HTTP/1.1 200 OK';
  const line = lines.findIndex((one) => one.includes('{'));
  return url === undefined ? [] : [{ head: url, body: [status, '', JSON.stringify(value)], line }];
}
