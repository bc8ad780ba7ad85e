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
const codes = [
  ...manifestCodes,
  ...pkiCodes,
  ...kubeconfigCodes,
  ...kubeletCodes,
  ...runtimeCodes,
  ...etcdCodes,
  ...diskCodes,
  ...processCodes,
];

/** The name of a code: `etcd-nospace`. */
export type CodeName = (typeof codes)[number]['entry']['name'];

export const allCodes: readonly PathCode<CodeName>[] = codes;

const byName = new Map<CodeName, PathCode>(codes.map((code) => [code.entry.name, code]));

export const isCodeName = (name: string | undefined): name is CodeName => byName.has(name as CodeName);

export const codeNamed = (name: CodeName): PathCode => byName.get(name) as PathCode;
