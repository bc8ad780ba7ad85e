import { originOf } from '../model.ts';
import { healthUrlIn } from './health-commands.ts';

/** Ports by what an answer is about, for answers pasted without their URL. */
export const usualUrls = {
  apiserver: 'https://apiserver:6443/readyz?verbose',
  etcd: 'http://etcd:2381/health',
  version: 'https://apiserver:6443/version',
} as const;

/** Whether this stands for an address that the paste does not name. */
export const isUsual = (url: string): boolean =>
  Object.values(usualUrls).some((usual) => originOf(usual) === originOf(url));

const check = /^\[([+-])\](\S{1,300}) (?:ok|excluded|failed)/;
const trailer = /^(?:healthz|livez|readyz) check (passed|failed)\b/;

/** Checks that only Kubernetes' servers and etcd have; `ping` and `log` are also a controller-runtime manager's. */
const kubernetesCheck =
  /^(?:poststarthook\/|etcd|informer-sync$|shutdown$|autoregister-completion$|leaderElection$|(?:serializable|linearizable)_read$|data_corruption$|syncloop$)/;

/** A list of checks, `[+]ping ok` and so on. */
export interface ListedAnswer {
  readonly url: string;
  /** Whether a command in front names the URL. */
  readonly asked: boolean;
  /** Whose list it is, by its checks, whatever port it was asked at. */
  readonly component: string | undefined;
  readonly lines: readonly string[];
  readonly failing: boolean;
  /** The first failing check, or the first, from 0. */
  readonly at: number;
}

/** Whether a line is one of such a list. */
export const isListed = (line: string): boolean => check.test(line) || trailer.test(line);

/** Lists of checks, each to its closing line; another check of a name that was seen begins the next list. */
export function healthLists(lines: readonly string[]): readonly ListedAnswer[] {
  const answers: Open[] = [];
  let url: string | undefined;
  for (const [i, line] of lines.entries()) {
    url = healthUrlIn(line) ?? url;
    const name = check.exec(line)?.[2];
    const last = answers.at(-1);
    if (name === undefined) {
      if (last !== undefined && trailer.test(line)) close(last, line);
      continue;
    }
    const isNew = last === undefined || last.ended || last.names.has(name);
    const open = isNew ? opened(url, i) : last;
    if (isNew) answers.push(open);
    open.lines.push(line);
    open.names.add(name);
    if (line.startsWith('[-]')) open.failing ??= i;
  }
  return answers
    .filter(({ names }) => [...names].some((name) => kubernetesCheck.test(name)))
    .map(({ url: of, asked, lines: body, first, failing }) => ({
      ...{ url: of, asked, component: componentOf(body), lines: body },
      ...{ failing: failing !== undefined, at: failing ?? first },
    }));
}

interface Open {
  readonly url: string;
  readonly asked: boolean;
  readonly lines: string[];
  readonly names: Set<string>;
  readonly first: number;
  failing: number | undefined;
  ended: boolean;
}

function close(answer: Open, line: string): void {
  if (!answer.ended) answer.lines.push(line);
  answer.ended = true;
}

const opened = (url: string | undefined, first: number): Open => ({
  ...{ url: url ?? usualUrls.apiserver, asked: url !== undefined, lines: [], names: new Set<string>() },
  ...{ first, failing: undefined, ended: false },
});

function componentOf(body: readonly string[]): string | undefined {
  const has = (pattern: RegExp) => body.some((line) => pattern.test(check.exec(line)?.[2] ?? ''));
  if (has(/^(?:poststarthook\/|etcd|informer-sync$|autoregister-completion$)/)) return 'apiserver';
  if (has(/^(?:serializable_read|linearizable_read|data_corruption)$/)) return 'etcd';
  return has(/^syncloop$/) ? 'kubelet' : undefined;
}
