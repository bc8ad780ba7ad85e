import { usageError } from '../../core/errors.ts';
import type { AnalysisContext, OptionSpec, RawOptions } from '../../core/module.ts';
import { given, textGiven } from '../../core/raw-options.ts';
import { hourMs, minuteMs } from '../../core/time/units.ts';
import type { Component, PlaceKind } from './model.ts';

/** An endpoint of `--endpoint name=url`. */
export interface GivenEndpoint {
  /** A component where the name is one of theirs, else `other`. */
  readonly component: Component;
  readonly name: string;
  /** Scheme, host and port. */
  readonly url: string;
  /** Path and query of the URL, absent where it had none. */
  readonly path?: string;
}

/** What the module was asked; JSON. */
export interface HealthOptions {
  readonly endpoints: readonly GivenEndpoint[];
  readonly as?: PlaceKind;
  readonly root?: string;
  readonly kubeconfig?: string;
  readonly allNodes: boolean;
  /** Milliseconds one probe may take. */
  readonly deadlineMs: number;
  /** Milliseconds all probes together may take. */
  readonly totalMs: number;
}

const places: readonly PlaceKind[] = ['control-plane', 'worker', 'pod', 'laptop'];

/** Components that an endpoint may replace. */
export const componentNames: readonly Component[] = [
  'apiserver',
  'etcd',
  'scheduler',
  'controller-manager',
  'cloud-controller-manager',
  'kubelet',
  'kube-proxy',
  'coredns',
];

/** The options of the command line; each is about probes, and a recording is read without any. */
export const optionSpecs: readonly OptionSpec[] = (
  [
    {
      flags: '--endpoint <name=url>',
      description: 'probe this too; the name of a component (apiserver, etcd, …) replaces what was found for it',
      repeatable: true,
    },
    { flags: '--as <place>', description: `say where this is: ${places.join(', ')}` },
    { flags: '--root <dir>', description: "read the host's files below this directory; probes stay live" },
    { flags: '--kubeconfig <file>', description: 'server, CA and credentials to use for the apiserver' },
    { flags: '--all-nodes', description: "probe each node's kubelet through the apiserver, and read the Leases" },
    { flags: '--deadline <time>', description: 'how long one probe may take (default: 5s)' },
    {
      flags: '--total-deadline <time>',
      description: 'how long all probes may take (default: 10s; 120s with --all-nodes)',
    },
  ] satisfies readonly OptionSpec[]
).map((spec) => ({ ...spec, ofThisHost: true }));

/** Reads them; throws a usage error for what is no place, URL or time. */
export function parseOptions(raw: RawOptions, _context: AnalysisContext): HealthOptions {
  const endpoints = raw['endpoint'];
  const as = textGiven(raw, 'as');
  const place = places.find((one) => one === as);
  if (as !== undefined && place === undefined)
    throw usageError(`--as ${as}: not a place`, `give one of ${places.join(', ')}`);
  const deadlineMs = parseSeconds('--deadline', textGiven(raw, 'deadline') ?? '5s');
  const totalMs = parseSeconds(
    '--total-deadline',
    textGiven(raw, 'totalDeadline') ?? (raw['allNodes'] === true ? '120s' : '10s'),
  );
  return {
    endpoints: (Array.isArray(endpoints) ? endpoints : []).map(String).map(parseEndpoint),
    ...given('as', place),
    ...given('root', textGiven(raw, 'root')),
    ...given('kubeconfig', textGiven(raw, 'kubeconfig')),
    allNodes: raw['allNodes'] === true,
    deadlineMs: Math.min(deadlineMs, totalMs),
    totalMs,
  };
}

function parseEndpoint(text: string): GivenEndpoint {
  const match =
    /^([\w.-]{1,60})=(https?:\/\/(?:\[[0-9A-Fa-f:.%\w]{2,60}\]|[\w.-]{1,255})(?::\d{1,5})?)(\/\S{0,1000})?$/.exec(text);
  if (match === null || !hasPort(match[2] ?? '')) {
    throw usageError(`--endpoint ${text}: not name=url`, 'write it as apiserver=https://10.0.0.5:6443');
  }
  const [, name = '', url = '', path] = match;
  const component = componentNames.find((one) => one === name) ?? 'other';
  return { component, name, url: withPort(url), ...(path === undefined || path === '/' ? {} : { path }) };
}

const hasPort = (url: string): boolean => {
  const port = /:(\d{1,5})$/.exec(url)?.[1];
  return port === undefined || (Number(port) > 0 && Number(port) <= 65_535);
};

/** Default ports stand in no URL that Node hands back; here they are always written. */
const withPort = (url: string): string => (/:\d+$/.test(url) ? url : `${url}:${url.startsWith('https:') ? 443 : 80}`);

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: minuteMs };

function parseSeconds(option: string, text: string): number {
  const match = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s|m)?$/.exec(text);
  const ms = match === null ? Number.NaN : Number(match[1]) * (units[match[2] ?? 's'] ?? 1000);
  if (!(ms >= 10 && ms <= hourMs)) throw usageError(`${option} ${text}: not a time`, 'write it as 5s, 500ms or 2m');
  return ms;
}
