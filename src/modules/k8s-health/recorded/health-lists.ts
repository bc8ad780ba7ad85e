import { healthUrlIn } from './health-commands.ts';

/** Ports by what an answer is about, for answers pasted without their URL. */
export const usualUrls = {
  apiserver: 'https://apiserver:6443/readyz?verbose',
  etcd: 'http://etcd:2381/health',
  version: 'https://apiserver:6443/version',
} as const;

const check = /^\[([+-])\](\S{1,300}) (?:ok|excluded|failed)/;
const trailer = /^(?:healthz|livez|readyz) check (passed|failed)\b/;

/** Checks that only Kubernetes' servers and etcd have; `ping` and `log` are also a controller-runtime manager's. */
const kubernetesCheck =
  /^(?:poststarthook\/|etcd|informer-sync$|shutdown$|autoregister-completion$|leaderElection$|(?:serializable|linearizable)_read$|data_corruption$|syncloop$)/;

/** A list of checks, `[+]ping ok` and so on. */
export interface ListedAnswer {
  readonly url: string;
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
  const answers: { url: string; lines: string[]; first: number; ended: boolean }[] = [];
  let url: string | undefined;
  for (const [i, line] of lines.entries()) {
    url = healthUrlIn(line) ?? url;
    const name = check.exec(line)?.[2];
    const last = answers.at(-1);
    if (name !== undefined) {
      const again = last?.lines.some((one) => check.exec(one)?.[2] === name);
      if (last === undefined || last.ended || again)
        answers.push({ url: url ?? usualUrls.apiserver, lines: [line], first: i, ended: false });
      else last.lines.push(line);
    } else if (trailer.test(line) && last !== undefined && !last.ended) {
      last.lines.push(line);
      last.ended = true;
    }
  }
  return answers
    .filter(({ lines: body }) => body.some((line) => kubernetesCheck.test(check.exec(line)?.[2] ?? '')))
    .map(({ url: asked, lines: body, first }) => {
      const failing = lines.findIndex((line, i) => i >= first && line.startsWith('[-]') && body.includes(line));
      return {
        ...{ url: asked, component: componentOf(body), lines: body },
        ...{ failing: failing !== -1, at: failing === -1 ? first : failing },
      };
    });
}

function componentOf(body: readonly string[]): string | undefined {
  const has = (pattern: RegExp) => body.some((line) => pattern.test(check.exec(line)?.[2] ?? ''));
  if (has(/^(?:poststarthook\/|etcd|informer-sync$|autoregister-completion$)/)) return 'apiserver';
  if (has(/^(?:serializable_read|linearizable_read|data_corruption)$/)) return 'etcd';
  return has(/^syncloop$/) ? 'kubelet' : undefined;
}
