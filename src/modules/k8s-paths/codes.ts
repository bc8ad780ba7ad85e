import { diskCodes } from './catalog/disk-and-logs.ts';
import { etcdCodes } from './catalog/etcd.ts';
import { kubeconfigCodes } from './catalog/kubeconfig.ts';
import { kubeletCodes } from './catalog/kubelet.ts';
import { manifestCodes } from './catalog/manifests.ts';
import type { PathCode } from './catalog/path-code.ts';
import { pkiCodes } from './catalog/pki.ts';
import { processCodes } from './catalog/processes.ts';
import { runtimeCodes } from './catalog/runtime.ts';

/** The whole catalog, in the order of its numbers. */
export const allCodes: readonly PathCode[] = [
  ...manifestCodes,
  ...pkiCodes,
  ...kubeconfigCodes,
  ...kubeletCodes,
  ...runtimeCodes,
  ...etcdCodes,
  ...diskCodes,
  ...processCodes,
];

const byName = new Map(allCodes.map((code) => [code.entry.name, code]));

/** The code of a name; throws for a name the catalog does not have (a bug). */
export function codeNamed(name: string): PathCode {
  const code = byName.get(name);
  if (code === undefined) throw new Error(`no code is called ${name}`);
  return code;
}
