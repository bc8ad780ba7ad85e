import { type Recording, readRecording } from './stream.ts';
import { readToolAnswers } from './tool-answers.ts';

/** Ports by what an answer is about, for answers pasted without their URL. */
const usualUrls = {
  apiserver: 'https://apiserver:6443/readyz?verbose',
  etcd: 'http://etcd:2381/health',
  version: 'https://apiserver:6443/version',
} as const;

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

/** `curl -k https://10.0.0.5:6443/readyz?verbose`: whose answer follows. */
const curl = /\bcurl\b[^|;]{0,300}?['"\s](https?:\/\/[^\s'"|;]{1,300})/;
/** `kubectl get --raw='/readyz?verbose'`. */
const raw = /\bkubectl\b[^|;]{0,200}--raw[= ]['"]?(\/[^\s'"]{1,200})/;
const check = /^\[([+-])\](\S{1,300}) (?:ok|excluded|failed)/;
const trailer = /^(?:healthz|livez|readyz) check (passed|failed)\b/;

/** Checks that only Kubernetes' servers and etcd have; `ping` and `log` are also a controller-runtime manager's. */
const kubernetesCheck =
  /^(?:poststarthook\/|etcd|informer-sync$|shutdown$|autoregister-completion$|leaderElection$|(?:serializable|linearizable)_read$|data_corruption$|syncloop$)/;

/** A list of checks within one line, as events and errors of kubectl quote it: `("[+]ping ok\n[-]etcd failed"`. */
const unescaped = (text: string): string =>
  text
    .replace(/\\n(?=\[[+-]\]|(?:healthz|livez|readyz) check |\W{0,4}$)/gm, '\n')
    .replace(/(?<=[("'\s])("?)(?=\[[+-]\]\S{1,100} (?:ok|failed|excluded))/g, '\n');

interface Answer {
  readonly url: string;
  readonly lines: string[];
  ended: boolean;
}

/**
 * Health answers as people paste them, with or without the command, quoted or out of a journal; undefined where
 * there is none of Kubernetes' own. They are read as if they had been recorded.
 */
export function readPasted(text: string, source: string, at: string): Recording | undefined {
  const lines = unescaped(text).split('\n').map(bare);
  const told = readToolAnswers(lines);
  const answers = [...healthAnswers(lines), ...(told.lines.size === 0 ? jsonAnswer(text) : [])];
  if (answers.length + told.lines.size === 0) return undefined;
  const head = ['=== diag k8s-health 1', 'host: pasted', `time: ${at}`];
  const sections = answers.flatMap(({ url, lines: body }) => [
    `=== GET ${url}${componentOf(body)}`,
    statusLine(body),
    '',
    ...body,
  ]);
  const recording = readRecording([...head, ...sections, ...told.sections.flat()].join('\n'), source);
  if (recording === undefined) return undefined;
  const isKnown = (line: string, i: number): boolean =>
    line === '' || told.lines.has(i) || check.test(line) || trailer.test(line) || urlIn(line) !== undefined;
  const understood = lines.filter(isKnown).length;
  const strange = lines.findIndex((line, i) => !isKnown(line, i));
  const whole = answers.some(({ lines: body }) => body.some((line) => line.startsWith('{')));
  return {
    nodes: recording.nodes.map((node) => ({ ...node, limits: [...node.limits, ...told.limits] })),
    coverage: {
      ...recording.coverage,
      format: 'pasted health answers',
      lines: lines.length,
      understood: whole ? lines.length : understood,
      ...(strange < 0 || whole ? {} : { firstNotUnderstood: { line: strange + 1, text: lines[strange] ?? '' } }),
      timeZone: { name: 'unknown', provenance: 'unknown' },
    },
  };
}

function urlIn(line: string): string | undefined {
  const path = raw.exec(line)?.[1];
  return curl.exec(line)?.[1] ?? (path === undefined ? undefined : `https://apiserver:6443${path}`);
}

/** Lists of checks, each to its closing line; another check of a name that was seen begins the next list. */
function healthAnswers(lines: readonly string[]): Answer[] {
  const answers: Answer[] = [];
  let url: string | undefined;
  for (const line of lines) {
    url = urlIn(line) ?? url;
    const name = check.exec(line)?.[2];
    const last = answers.at(-1);
    if (name !== undefined) {
      const again = last?.lines.some((one) => check.exec(one)?.[2] === name);
      if (last === undefined || last.ended || again)
        answers.push({ url: url ?? usualUrls.apiserver, lines: [line], ended: false });
      else last.lines.push(line);
    } else if (trailer.test(line) && last !== undefined && !last.ended) {
      last.lines.push(line);
      last.ended = true;
    }
  }
  return answers.filter(({ lines: body }) => body.some((line) => kubernetesCheck.test(check.exec(line)?.[2] ?? '')));
}

/** etcd's `{"health":"true"}` and the apiserver's version are one JSON object. */
function jsonAnswer(text: string): Answer[] {
  const body = text.slice(text.indexOf('{')).trim();
  const value = parseObject(body.slice(0, body.lastIndexOf('}') + 1));
  if (value === undefined) return [];
  const url = text.split('\n').map(urlIn).find(Boolean);
  const usual = 'health' in value ? usualUrls.etcd : 'gitVersion' in value ? usualUrls.version : undefined;
  return usual === undefined ? [] : [{ url: url ?? usual, lines: [JSON.stringify(value)], ended: true }];
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The checks tell whose list it is, whatever port it was asked at. */
function componentOf(body: readonly string[]): string {
  const has = (pattern: RegExp) => body.some((line) => pattern.test(check.exec(line)?.[2] ?? ''));
  if (has(/^(?:poststarthook\/|etcd|informer-sync$|autoregister-completion$)/)) return ' component apiserver';
  if (has(/^(?:serializable_read|linearizable_read|data_corruption)$/)) return ' component etcd';
  return has(/^syncloop$/) ? ' component kubelet' : '';
}

function statusLine(body: readonly string[]): string {
  if (body.some((line) => line.startsWith('[-]') || /"health":"false"/.test(line)))
    return 'HTTP/1.1 500 Internal Server Error';
  return 'HTTP/1.1 200 OK';
}
