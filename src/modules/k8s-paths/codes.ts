import { diskCodes } from './disk/codes.ts';
import { etcdCodes } from './etcd/codes.ts';
import { kubeconfigCodes } from './kubeconfig/codes.ts';
import { kubeletCodes } from './kubelet/codes.ts';
import { manifestCodes } from './manifests/codes.ts';
import type { PathCode, PathFacts } from './path-code.ts';
import { pkiCodes } from './pki/codes.ts';
import { processCodes } from './processes/codes.ts';
import { runtimeCodes } from './runtime/codes.ts';

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
