import type { Message } from '../error-text/message.ts';

const next = [
  'correct it in the flags (--feature-gates) or the configuration (featureGates) of that program, then restart it',
];
const where = ['/etc/kubernetes/manifests', '/var/lib/kubelet/config.yaml', '/var/lib/kubelet/kubeadm-flags.env'];

/** Feature gates that a program does not take; all of them read theirs in the same way. */
export const featureGateMessages: readonly Message[] = [
  {
    id: 'feature-gate-unknown',
    matches:
      /Failed to set feature gates.{0,40}unrecognized feature gate: (\w{1,80})|^(?!.{0,80}invalid argument).{0,200}unrecognized feature gate: (\w{1,80})/,
    kind: 'cause',
    says: ({ groups: [, first, second], component }) =>
      `The feature gate ${first || second} does not exist (any more) in this version: take it out of the configuration or flags of ${component ?? 'the program that says so'}.`,
    next,
    where,
    samples: [
      '"command failed" err="failed to set feature gates from initial flags-based config: unrecognized feature gate: DynamicKubeletConfig"',
    ],
    not: ['Error: invalid argument "Foo=true" for "--feature-gates" flag: unrecognized feature gate: Foo'],
    source: 'kubernetes component-base featuregate/feature_gate.go',
  },
  {
    id: 'feature-gate-locked',
    matches: /cannot set feature gate (\w{1,80}) to (true|false), feature is locked to (true|false)/,
    kind: 'cause',
    says: 'A program ends because its feature gate $1 is set to $2: in this version it is locked to $3, as the gates of finished features are until they are taken out.',
    next,
    where,
    samples: [
      '"command failed" err="cannot set feature gate CSIMigration to false, feature is locked to true"',
      'Error: invalid argument "map[CSIMigration:false]" for "--feature-gates" flag: cannot set feature gate CSIMigration to false, feature is locked to true',
    ],
    source: 'kubernetes component-base featuregate/feature_gate.go',
  },
];
