import { headOf } from '../core/safe-text.ts';
import { asList, asMap, asText } from './yaml-text.ts';

/** A CNI configuration as go-cni loads it. */
export interface CniConf {
  readonly isList: boolean;
  readonly name: string;
  readonly cniVersion: string;
  /** Types of its plug-ins, in order; empty entries where a plug-in has none. */
  readonly types: readonly string[];
  /** Types of IPAM plug-ins, which are programs too. */
  readonly ipamTypes: readonly string[];
  /** The address range of host-local, where it is written out. */
  readonly subnet?: string;
  /** Whether a `plugins` key is there at all, also in a .conf. */
  readonly hasPlugins: boolean;
  /** Calico starts without /var/lib/calico/nodename, or looks for it elsewhere. */
  readonly nodenameElsewhere: boolean;
}

/** A CNI configuration, or why it is none. */
export type CniReading =
  | { readonly status: 'conf'; readonly conf: CniConf }
  | { readonly status: 'invalid'; readonly message: string; readonly line: number };

/** The extensions go-cni reads; of these only `.conflist` is parsed as a list (containerd/go-cni opts.go). */
export const isCniFile = (name: string): boolean => /\.(?:conf|conflist|json)$/.test(name);

/** Whether a file of net.d is a list of plug-ins (.conflist) rather than one. */
export const isCniList = (name: string): boolean => name.endsWith('.conflist');

/** Reads a CNI configuration; `name` decides whether it is a list. */
export function readCniConf(name: string, text: string): CniReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { status: 'invalid', ...jsonProblem(text, error) };
  }
  const top = asMap(value);
  if (top === undefined) return { status: 'invalid', message: 'no object', line: 1 };
  const isList = isCniList(name);
  const plugins = isList ? asList(top['plugins']).map((plugin) => asMap(plugin) ?? {}) : [top];
  const ipams = plugins.map((plugin) => asMap(plugin['ipam']));
  const subnet = ipams.map(rangeOf).find((range) => range !== undefined);
  return {
    status: 'conf',
    conf: {
      isList,
      name: asText(top['name']) ?? '',
      cniVersion: asText(top['cniVersion']) ?? '',
      types: plugins.map((plugin) => asText(plugin['type']) ?? ''),
      ipamTypes: ipams.flatMap((ipam) => asText(ipam?.['type']) ?? []),
      ...(subnet === undefined ? {} : { subnet }),
      hasPlugins: Array.isArray(top['plugins']),
      nodenameElsewhere: plugins.some(
        (plugin) => plugin['nodename_file_optional'] === true || asText(plugin['nodename_file']) !== undefined,
      ),
    },
  };
}

/** `ipam.subnet`, or the first of `ipam.ranges`. */
function rangeOf(ipam: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const ranges = asList(asList(ipam?.['ranges'])[0]);
  return asText(ipam?.['subnet']) ?? asText(asMap(ranges[0])?.['subnet']);
}

/** Message and line of a JSON error: Node names the position, or the line where it is a long text. */
export function jsonProblem(text: string, error: unknown): { message: string; line: number } {
  const message = error instanceof Error ? error.message : String(error);
  const position = /at position (\d+)/.exec(message)?.[1];
  const before = position === undefined ? text : text.slice(0, Number(position));
  return { message: headOf(message.replace(/,? ?\.{0,3}"[\s\S]*$/, ''), 120), line: before.split('\n').length };
}
