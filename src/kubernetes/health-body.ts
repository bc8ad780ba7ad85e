import { parsedObject } from '../core/json.ts';
/** One line of a verbose health answer. */
export interface CheckLine {
  /** `etcd`, `poststarthook/rbac/bootstrap-roles`. */
  readonly name: string;
  readonly state: 'ok' | 'failed' | 'excluded';
  /** Behind `failed: `; Kubernetes writes `reason withheld` here, etcd the reason itself. */
  readonly reason?: string;
}

/** A verbose answer of a health path: its checks in the order they stand in. */
export interface HealthBody {
  readonly checks: readonly CheckLine[];
  /** What the last line says; absent without one (etcd, a cut body). */
  readonly passed?: boolean;
}

/** k8s.io/apiserver pkg/server/healthz/healthz.go; etcd's server/etcdserver/api/etcdhttp/health.go writes a subset. */
const checkLine = /^\[([+-])\](\S{1,300}) (?:(ok)|excluded(?: with \S{1,300})?: (ok)|failed: (.*))$/;
const trailer = /^(?:healthz|livez|readyz) check (passed|failed)$/;

/** Reads `[+]name ok` and `[-]name failed: reason` lines; undefined where there is none. Unknown lines are passed over. */
export function parseHealthBody(body: string): HealthBody | undefined {
  const checks: CheckLine[] = [];
  let passed: boolean | undefined;
  for (const line of body.split(/\r?\n/, 2000)) {
    const match = checkLine.exec(line.slice(0, 2000));
    if (match !== null) checks.push(toCheck(match));
    const end = trailer.exec(line);
    if (end !== null) passed = end[1] === 'passed';
  }
  if (checks.length === 0 && passed === undefined) return undefined;
  return { checks, ...(passed === undefined ? {} : { passed }) };
}

function toCheck([, sign, name = '', , excluded, reason]: RegExpExecArray): CheckLine {
  if (sign === '-') return { name, state: 'failed', ...(reason === undefined ? {} : { reason }) };
  return { name, state: excluded === undefined ? 'ok' : 'excluded' };
}

/** etcd's /health: `health` is a string; 3.4 has no `reason`. */
export interface EtcdHealth {
  readonly healthy: boolean;
  /** `ALARM NOSPACE`, `ALARM CORRUPT`, `RAFT NO LEADER`, `RANGE ERROR:…`; empty where none is given. */
  readonly reason: string;
}

/** Reads etcd's `/health`; undefined for anything else. `health` is a string there. */
export function parseEtcdHealth(body: string): EtcdHealth | undefined {
  const value = parsedObject(body);
  const health = value?.['health'];
  if (value === undefined || (health !== 'true' && health !== 'false')) return undefined;
  const reason = value['reason'];
  return { healthy: health === 'true', reason: typeof reason === 'string' ? reason : '' };
}

/** kube-proxy's /healthz; the times are Go's `Time.String()`, with a monotonic reading behind. */
export interface KubeProxyHealth {
  readonly lastUpdated: string;
  readonly currentTime: string;
  /** False while the node is being deleted; absent before 1.28. */
  readonly nodeEligible?: boolean;
}

/** Reads kube-proxy's `/healthz`; undefined for anything else. */
export function parseKubeProxyHealth(body: string): KubeProxyHealth | undefined {
  const value = parsedObject(body);
  const { lastUpdated, currentTime, nodeEligible } = value ?? {};
  if (typeof lastUpdated !== 'string' || typeof currentTime !== 'string') return undefined;
  return { lastUpdated, currentTime, ...(typeof nodeEligible === 'boolean' ? { nodeEligible } : {}) };
}

/** The message of a Kubernetes `Status` object, the JSON of a 401, 403 or 504. */
export function parseStatusMessage(body: string): string | undefined {
  const value = parsedObject(body);
  return value?.['kind'] === 'Status' || value?.['status'] === 'Failure' ? String(value['message'] ?? '') : undefined;
}
