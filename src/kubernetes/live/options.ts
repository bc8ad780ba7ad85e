import { usageError } from '../../core/errors.ts';
import type { OptionSpec, RawOptions } from '../../core/module.ts';
import { given, textGiven } from '../../core/raw-options.ts';
import type { LiveOptions } from './way-in.ts';

/** Options of modules that read objects of a running cluster. */
export const liveSpecs: readonly OptionSpec[] = [
  { flags: '--live', description: 'read the objects from the API server, by GET alone' },
  { flags: '--kubeconfig <file>', description: 'with --live: the way in (default: the one that kubectl takes)' },
  { flags: '--context <name>', description: 'with --live: this context of the kubeconfig' },
];

/** What `--live` was given; empty where it was not. */
export function parseLive(raw: RawOptions): (LiveOptions & { readonly live: true }) | { readonly live?: never } {
  const { live, kubeconfig, context } = raw;
  if (live !== true) {
    const alone = kubeconfig === undefined ? (context === undefined ? undefined : '--context') : '--kubeconfig';
    if (alone !== undefined) throw usageError(`${alone} is for --live`, 'add --live');
    return {};
  }
  return {
    live,
    ...given('kubeconfig', textGiven(raw, 'kubeconfig')),
    ...given('context', textGiven(raw, 'context')),
  };
}

/** A DNS label (RFC 1123), as the API server demands: it stands in URLs and commands. */
const label = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** Which objects are asked for, and when they were read. */
export interface Scope {
  /** `deploy/web`, `pod/web-1` or a bare name. */
  readonly for?: string;
  readonly namespace?: string;
  /** ISO 8601 UTC: the dump's clock. */
  readonly at?: string;
}

/** Throws where no namespace can have that name, and where a time is none. */
export function parseScope(raw: RawOptions): Scope {
  const namespace = textGiven(raw, 'namespace');
  if (namespace !== undefined && !label.test(namespace))
    throw usageError(
      `--namespace ${JSON.stringify(namespace)}: no name of a namespace`,
      'one has up to 63 lower-case letters, digits and hyphens',
    );
  const at = textGiven(raw, 'at');
  if (at !== undefined && Number.isNaN(Date.parse(at)))
    throw usageError(`--at ${at}: not a time`, 'write it as 2026-11-28T16:43:50Z');
  return {
    ...given('for', textGiven(raw, 'for')),
    ...given('namespace', namespace),
    ...given('at', at === undefined ? undefined : new Date(at).toISOString()),
  };
}
