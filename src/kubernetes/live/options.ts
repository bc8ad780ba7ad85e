import { usageError } from '../../core/errors.ts';
import type { OptionSpec, RawOptions } from '../../core/module.ts';
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
    ...(typeof kubeconfig === 'string' ? { kubeconfig } : {}),
    ...(typeof context === 'string' ? { context } : {}),
  };
}

/** A DNS label (RFC 1123), as the API server demands: it stands in URLs and commands. */
const label = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** What `--namespace` was given. Throws where no namespace can have that name. */
export function parseNamespace({ namespace }: RawOptions): { readonly namespace?: string } {
  if (typeof namespace !== 'string') return {};
  if (!label.test(namespace))
    throw usageError(
      `--namespace ${JSON.stringify(namespace)}: no name of a namespace`,
      'one has up to 63 lower-case letters, digits and hyphens',
    );
  return { namespace };
}
