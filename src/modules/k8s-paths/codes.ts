import { diskCodes } from './catalog/disk-and-logs.ts';
import { etcdCodes } from './catalog/etcd.ts';
import { kubeconfigCodes } from './catalog/kubeconfig.ts';
import { kubeletCodes } from './catalog/kubelet.ts';
import { manifestCodes } from './catalog/manifests.ts';
import type { PathCode, PathFacts } from './catalog/path-code.ts';
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

type AnyCode = (typeof codes)[number];
type FactsByName = { readonly [C in AnyCode as C['entry']['name']]: Parameters<C>[0] };

/** The name of a code: `etcd-nospace`. */
export type CodeName = keyof FactsByName;

/** What a code is told with; of one of several, what is enough for each. */
export type FactsOf<N extends CodeName> = (N extends CodeName ? (facts: FactsByName[N]) => void : never) extends (
  facts: infer F,
) => void
  ? F
  : never;

/** Any code. Whoever makes a finding of it has its facts, or words of its own in place of its title. */
type SomeCode = PathCode<CodeName, PathFacts>;

export const allCodes = codes as readonly AnyCode[] as readonly SomeCode[];

const byName = new Map(allCodes.map((code) => [code.entry.name, code]));

export const isCodeName = (name: string | undefined): name is CodeName => byName.has(name as CodeName);

export const codeNamed = (name: CodeName): SomeCode => byName.get(name) as SomeCode;
