import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Component,
  type Endpoint,
  type HttpAnswer,
  type NodeObservation,
  originOf,
} from '../../src/modules/k8s-health/model.ts';

/** What listened on each port while the transcripts were made. */
const components: Readonly<Record<string, Component>> = {
  ...Object.fromEntries(
    ['6443', '6444', '6450', '6451', '6452', '6453', '6454', '6455'].map((port) => [port, 'apiserver' as const]),
  ),
  ...Object.fromEntries(['2379', '2381', '12379', '12381', '22379', '22381'].map((port) => [port, 'etcd' as const])),
  '10257': 'controller-manager',
  '10357': 'controller-manager',
  '10259': 'scheduler',
  '10359': 'scheduler',
  '10248': 'kubelet',
  '10250': 'kubelet',
  '10255': 'kubelet',
  '10256': 'kube-proxy',
  '10356': 'kube-proxy',
};

/** Answers as a control-plane node would have recorded them. */
export function nodeOf(answers: readonly HttpAnswer[]): NodeObservation {
  const endpoints = [...new Set(answers.map(({ url }) => originOf(url)))].map((url): Endpoint => {
    const port = /:(\d+)$/.exec(url)?.[1] ?? '';
    const role = { '10248': 'ping', '10255': 'read-only' }[port] ?? (/2381$/.test(port) ? 'metrics' : undefined);
    return {
      component: components[port] ?? 'other',
      name: `${components[port]}`,
      url,
      from: 'test',
      ...(role === undefined ? {} : { role: role as 'ping' }),
    };
  });
  const place = { kind: 'control-plane' as const, because: [] };
  return {
    host: 'cp',
    at: '2026-11-22T18:40:00.000Z',
    place,
    facts: {},
    endpoints,
    credentials: [],
    served: [],
    answers,
    sockets: [],
    leases: [],
    nodes: [],
    limits: [],
  };
}

/** The rows of facts.tsv, each as the answer it tells of. */
export function readRows(from: string): { name: string; answer: HttpAnswer }[] {
  const [, ...lines] = readFileSync(join(from, 'facts.tsv'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [name = '', condition = '', url = '', status = '', code = '', ms = ''] = line.split('\t');
    const base = {
      url,
      at: '2026-11-22T18:40:00.000Z',
      ms: Number(ms),
      as: identityOf(`${name} ${condition}`),
      ...trustOf(name),
    };
    if (status === '-') {
      const own = code === 'OWN_TIMEOUT' ? 'DEADLINE' : code;
      const message = code === 'EPROTO' ? 'wrong version number' : code;
      return { name, answer: { ...base, error: { code: own, message, phase: 'answer' } } };
    }
    const file = join(from, `${name}.http`);
    const raw = existsSync(file) ? readFileSync(file, 'utf8') : '\n\n';
    const body = raw.slice(raw.search(/\r?\n\r?\n/)).replace(/^\r?\n\r?\n/, '');
    return { name, answer: { ...base, status: Number(status), body } };
  });
}

const trustOf = (name: string): Partial<HttpAnswer> => {
  if (/noca-trust/.test(name)) return {};
  const servername = /kubeadm-default-san-servername/.test(name)
    ? 'kubernetes'
    : /wrongsan-servername/.test(name)
      ? 'other.example'
      : undefined;
  const verified = /verified|verify|san-(127|localhost|servername)|servername|server-ca-wrong/.test(name);
  return {
    ...(verified ? { trust: '/etc/kubernetes/pki/ca.crt' } : {}),
    ...(servername === undefined ? {} : { servername }),
  };
};

function identityOf(text: string): string {
  if (/badtoken|bad token|bearer/i.test(text)) return 'token';
  if (/nocert|no client cert|no credentials|-anon-(?!webhook|alwaysallow)|anonymous(?! auth off)/.test(text))
    return 'anonymous';
  return /admin|nobody|client|-cert-|cert |wrongca|another CA/.test(text) ? 'client' : 'anonymous';
}

/** Answers of a timeline whose time lies in a span, `file.txt@from-to` in ms; its second line is `STATUS {headers}` or `ERROR CODE message`. */
export function readMoment(from: string, moment: string): HttpAnswer[] {
  const [file = '', span = ''] = moment.split('@');
  const [start = 0, end = 0] = span.split('-').map(Number);
  const parts = readFileSync(join(from, file), 'utf8').split(/^=== /m).slice(1);
  return parts.flatMap((part): HttpAnswer[] => {
    const head = /^\+([\d.]+)(ms|s) (?:\(answer after (\d+)ms\) )?GET (\S+)\n(?:(\d{3}) .*|ERROR (\w+) (.*))\n?/.exec(
      part,
    );
    if (head === null) return [];
    const at = Number(head[1]) * (head[2] === 's' ? 1000 : 1);
    if (at < start || at > end) return [];
    const base = {
      url: head[4] ?? '',
      at: '2026-11-22T18:40:00.000Z',
      ms: Number(head[3] ?? 0),
      as: /10250/.test(head[4] ?? '') ? 'client' : 'anonymous',
    };
    if (head[6] !== undefined)
      return [{ ...base, error: { code: head[6], message: head[7] ?? '', phase: 'answer' as const } }];
    return [{ ...base, status: Number(head[5]), body: part.slice(head[0].length) }];
  });
}
