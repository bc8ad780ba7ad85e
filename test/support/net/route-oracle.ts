import { spawnSync } from 'node:child_process';

/** What `ip route get` says to one question. */
export interface KernelAnswer {
  readonly errno?: string;
  readonly type?: string;
  readonly device?: string;
  readonly gateway?: string;
  readonly source?: string;
  readonly table?: string;
}

const names: Readonly<Record<string, string>> = {
  'Network is unreachable': 'ENETUNREACH',
  'No route to host': 'EHOSTUNREACH',
  'Permission denied': 'EACCES',
  'Invalid argument': 'EINVAL',
  'Message too long': 'EMSGSIZE',
};

/** Asks the kernel the questions of a `--queries` file, in one run of `ip`. */
export function askKernel(namespace: string, family: 4 | 6, queries: readonly string[]): KernelAnswer[] {
  const lines = queries.map((query) => {
    const [from = '', to = '', ...rest] = query.split(' ');
    const options = rest.join(' ').replace('--iif', 'iif').replace('--mark', 'mark');
    return `route get ${to}${from === 'host' ? '' : ` from ${from}`} ${options}`;
  });
  const input = `${lines.join('\n')}\n`;
  const run = spawnSync('ip', ['-n', namespace, `-${family}`, '-j', '-force', '-batch', '-'], {
    input,
    encoding: 'utf8',
  });
  const errors = errorsIn(run.stderr);
  const printed = run.stdout.split('\n').filter((line) => line.startsWith('['));
  let next = 0;
  return lines.map((_, i) => {
    const errno = errors.get(i);
    return errno === undefined ? answerIn(printed[next++] ?? '[]') : { errno };
  });
}

/** By index of the line: `RTNETLINK answers: Network is unreachable`, then `Command failed -:3`. */
function errorsIn(stderr: string): Map<number, string> {
  const errors = new Map<number, string>();
  let said = '';
  for (const line of stderr.split('\n')) {
    const at = /^Command failed -:(\d+)/.exec(line)?.[1];
    if (at === undefined) said = line.replace(/^.*answers: /, '');
    else errors.set(Number(at) - 1, names[said] ?? said);
  }
  return errors;
}

function answerIn(json: string): KernelAnswer {
  const [route = {}] = JSON.parse(json) as Record<string, string>[];
  return {
    type: route['type'] ?? 'unicast',
    device: route['dev'] ?? '',
    ...(route['gateway'] === undefined ? {} : { gateway: route['gateway'] }),
    ...(route['prefsrc'] === undefined ? {} : { source: route['prefsrc'] }),
    ...(route['table'] === undefined ? {} : { table: route['table'] }),
  };
}
