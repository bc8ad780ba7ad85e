import type { Limit } from '../model.ts';

/** `=== GET …` with what was answered below it, and the line it was read from, from 0. */
export interface ToldSection {
  readonly at: number;
  readonly lines: readonly string[];
}

/** What the tools of a cluster printed of the health of its parts, as sections of a recording. */
export interface ToolAnswers {
  readonly sections: readonly ToldSection[];
  readonly limits: readonly Limit[];
  /** Numbers of the lines that were understood, from 0. */
  readonly lines: ReadonlySet<number>;
}

type Reading = { readonly sections?: readonly (readonly string[])[]; readonly limits?: readonly Limit[] };

/** `127.0.0.1:2379 is healthy: successfully committed proposal: took = 2ms`. */
const simple = /^(\S{3,300}) is (healthy|unhealthy): (.{0,2000})$/;
/** `| 127.0.0.1:2379 |  false | 2.1s | context deadline exceeded |`. */
const row = /^\| *(\S{3,300}) *\| *(true|false) *\|[^|]{0,60}\| *(.{0,1000}?) *\|$/;
/** etcdctl of API version 2. */
const member =
  /^member \S{1,60} is (healthy|unhealthy|unreachable): (?:got (?:un)?healthy result from |\[)([^\s,\]]{3,300})/;
const status = /^(scheduler|controller-manager|etcd-\d{1,3})\s{1,80}(Healthy|Unhealthy)\s{0,300}(.{0,2000})$/;

/**
 * Reads `etcdctl endpoint health` (lines and table), `etcdctl endpoint status`, `etcdctl cluster-health` and `kubectl get componentstatuses`.
 * Sources: etcdctl/ctlv3/command/printer*.go, etcdctl/ctlv2/command/cluster_health.go; kubernetes
 * pkg/registry/core/componentstatus/validator.go.
 */
export function readToolAnswers(texts: readonly string[]): ToolAnswers {
  const readings = texts.map((text) => memberHealth(text) ?? memberStatus(text) ?? componentStatus(text));
  const lines = readings.flatMap((reading, i) => (reading === undefined ? [] : [i]));
  const frames = texts.flatMap((text, i) => (frame.test(text) ? [i] : []));
  return {
    sections: readings.flatMap((reading, at) => (reading?.sections ?? []).map((section) => ({ at, lines: section }))),
    limits: readings.flatMap((reading) => reading?.limits ?? []),
    lines: new Set(lines.length === 0 ? [] : [...lines, ...frames]),
  };
}

/** `+-----+-----+`, `| ENDPOINT | ID | …`, `NAME   STATUS   MESSAGE   ERROR`. */
const frame =
  /^(?:\+(?:-{1,300}\+){2,20}|\| *ENDPOINT *\|.{0,600}|NAME\s{1,80}STATUS\s{1,80}MESSAGE\s{0,300}(?:ERROR)?)$/;

/** `Failed to get the status of endpoint 192.0.2.13:2379 (context deadline exceeded)`. */
const failed = /^Failed to get the status of endpoint (\S{3,300}) \((.{1,1000})\)$/;
/** Columns of `etcdctl endpoint status` by the place of ERRORS: 3.4 and 3.5, then 3.6. Without it nothing tells of a leader. */
const errorsAt: Readonly<Record<number, number>> = { 10: 9, 16: 13 };

/** A row of `etcdctl endpoint status`: who answers and reports no error has a leader. */
function memberStatus(text: string): Reading | undefined {
  const [, silent, reason = ''] = failed.exec(text) ?? [];
  if (silent !== undefined) return { sections: [etcdSection(silent, reason)] };
  const cells = (text.startsWith('|') ? text.split('|', 20).slice(1, -1) : `${text} `.split(', ', 20)).map((cell) =>
    cell.trim(),
  );
  const [endpoint = '', id = '', version = ''] = cells;
  const errors = cells[errorsAt[cells.length] ?? -1];
  if (errors === undefined || !/^[0-9a-f]{6,16}$/.test(id) || !/^\d{1,2}\.\d/.test(version)) return undefined;
  if (!/^(?:https?:\/\/)?[\w.[\]:-]{3,255}$/.test(endpoint)) return undefined;
  return { sections: [etcdSection(endpoint, errors === '' ? undefined : errors)] };
}

function memberHealth(text: string): Reading | undefined {
  const line = simple.exec(text) ?? row.exec(text);
  const [, word = '', url = ''] = member.exec(text) ?? [];
  const endpoint = line?.[1] ?? url;
  if (!/^(?:https?:\/\/)?[\w.[\]:-]{3,255}$/.test(endpoint) || endpoint === 'ENDPOINT') return undefined;
  const healthy = line === null ? word === 'healthy' : line[2] === 'healthy' || line[2] === 'true';
  const reason = line?.[3] ?? (word === 'unreachable' ? 'i/o timeout' : 'unhealthy');
  return { sections: [etcdSection(endpoint, healthy ? undefined : reason)] };
}

function etcdSection(endpoint: string, reason: string | undefined): string[] {
  const whole = /^https?:/.test(endpoint) ? endpoint : `https://${endpoint}`;
  const url = /:\d{1,5}$/.test(whole) ? whole : `${whole}:2379`;
  return [`=== GET ${url}/health component etcd`, ...(reason === undefined ? healthy : outcome(reason))];
}

const healthy = ['HTTP/1.1 200 OK', '', '{"health":"true"}'];

/** What a client was told, in curl's words where no answer came. */
function outcome(reason: string): string[] {
  if (/refused/.test(reason)) return ['curl: (7) Connection refused'];
  if (/no route to host|unreachable/.test(reason)) return ['curl: (7) No route to host'];
  if (/user name is empty|permission denied|authenticat/.test(reason)) return ['HTTP/1.1 401 Unauthorized', '', reason];
  if (/x509|certificate/.test(reason)) return [`curl: (60) ${reason}`];
  // Whoever got as far as the handshake was let in.
  if (/handshake timeout/.test(reason)) return [`curl: (28) ${reason}`];
  if (/timed? ?out|deadline exceeded/i.test(reason)) return [`ERROR GAVE_UP ${reason}`];
  const alarm = /alarm\S{0,3}:? ?(NOSPACE|CORRUPT)/i.exec(reason)?.[1];
  const body = { health: 'false', reason: alarm === undefined ? reason : `ALARM ${alarm.toUpperCase()}` };
  return ['HTTP/1.1 503 Service Unavailable', '', JSON.stringify(body)];
}

const ports: Readonly<Record<string, string>> = { scheduler: '10259', 'controller-manager': '10257' };

function componentStatus(text: string): Reading | undefined {
  const [, name = '', word = '', message = ''] = status.exec(text) ?? [];
  if (name === '') return undefined;
  const url = /(https?:\/\/[^\s/"]{3,255})\//.exec(message)?.[1];
  if (name.startsWith('etcd-')) {
    return { sections: [etcdSection(url ?? `${name}:2379`, word === 'Healthy' ? undefined : message || 'unhealthy')] };
  }
  const port = ports[name] ?? '';
  if (word === 'Healthy')
    return { sections: [[`=== GET https://${name}:${port}/healthz component ${name}`, 'HTTP/1.1 200 OK', '', 'ok']] };
  if (!/:1025[12]\b/.test(message))
    return {
      sections: [
        [
          `=== GET https://${name}:${port}/healthz component ${name}`,
          'HTTP/1.1 500 Internal Server Error',
          '',
          message,
        ],
      ],
    };
  return {
    limits: [
      {
        id: `componentstatus-${name}`,
        reason: `${name}: the apiserver asks at a port without TLS, on its own host, which newer versions and kubeadm (--port=0) do not open: that it is refused says nothing`,
        command: `curl -k https://127.0.0.1:${port}/healthz`,
      },
    ],
  };
}
