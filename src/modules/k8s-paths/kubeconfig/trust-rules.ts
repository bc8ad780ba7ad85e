import { signedBy } from '../../../kubernetes/certificates.ts';
import type { KubeconfigFile } from '../model/kubeconfigs.ts';
import { caOf, certificateAt, clientOf } from '../pki/certificates.ts';
import { isOpen, octal } from '../rules/modes.ts';
import { facts, type Raised, type Rule, type RuleContext, state } from '../rules/rule.ts';
import { each, raise } from './rules.ts';
import { serverOf } from './server-rules.ts';

/** Another cluster's CA, for a server that is this one. */
function stale(context: RuleContext): readonly Raised[] {
  const ca = certificateAt(context.model, '/etc/kubernetes/pki/ca.crt');
  const strangers = context.model.kubeconfigs.filter((file) => {
    const cas = caOf(file);
    const here = serverOf(context, file)?.isHere ?? false;
    return (
      ca !== undefined &&
      here &&
      cas.length > 0 &&
      !cas.some((one) => one.fingerprint === ca.fingerprint || one.publicKey === ca.publicKey)
    );
  });
  const serving = certificateAt(context.model, '/etc/kubernetes/pki/apiserver.crt');
  const wrong = strangers.filter((file) => serving === undefined || !caOf(file).some((one) => signedBy(serving, one)));
  const [first] = wrong;
  if (first === undefined || ca === undefined) return [];
  return [
    {
      name: 'kubeconfig-stale-cluster',
      facts: facts(first.path, {
        line: first.ca?.line,
        expected: '/etc/kubernetes/pki/ca.crt',
        items: wrong.map(({ path }) => path),
      }),
      confidence: 'proven',
      evidence: [
        state(first.path, `CA SHA-256 ${caOf(first)[0]?.fingerprint.slice(0, 16)}…`),
        state('/etc/kubernetes/pki/ca.crt', `CA SHA-256 ${ca.fingerprint.slice(0, 16)}…`),
      ],
      breaks: 'kubectl',
      causes: ['cert-unknown-ca'],
    },
  ];
}

/** Client certificates that this cluster's apiserver refuses. */
function unauthorized(file: KubeconfigFile, context: RuleContext): readonly Raised[] {
  const ca = certificateAt(context.model, '/etc/kubernetes/pki/ca.crt');
  const [client] = clientOf(file);
  const isOurs =
    ca !== undefined &&
    (serverOf(context, file)?.isHere ?? false) &&
    caOf(file).every((one) => one.publicKey === ca.publicKey);
  if (client === undefined || file.role === 'kubelet') return [];
  const expired = Date.parse(client.notAfter) < context.now && file.role === 'user';
  const strange = isOurs && !signedBy(client, ca);
  if (!expired && !strange) return [];
  const actual = expired
    ? `expired (${client.notAfter.slice(0, 10)})`
    : `not signed by this cluster's CA (issuer ${client.issuer})`;
  return [
    {
      ...raise(
        file,
        'kubeconfig-unauthorized',
        file.client?.line,
        { subject: file.current?.user?.name ?? 'its user', actual },
        `${client.subject}, issuer ${client.issuer}, valid until ${client.notAfter}`,
      ),
      causes: ['cert-expired', 'ca-expired', 'cert-unknown-ca'],
    },
  ];
}

function permissions(context: RuleContext): readonly Raised[] {
  const { node, kubeconfigs, treeOwner } = context.model;
  return kubeconfigs.flatMap((file): Raised[] => {
    const { mode, uid, status } = file.fact;
    if (status !== 'present' || mode === undefined || uid === undefined) return [];
    const home = file.role === 'user' ? node.homes.find(({ path }) => file.path.startsWith(`${path}/`)) : undefined;
    // In a tree that somebody copied, all belongs to who copied it.
    const copied = treeOwner !== 0 && uid === treeOwner;
    const foreign = home !== undefined && home.uid !== 0 && uid !== home.uid && !copied && (mode & 0o004) === 0;
    if (foreign) {
      return [
        {
          ...raise(
            file,
            'kubeconfig-perms',
            undefined,
            { actual: `belongs to uid ${uid}, ${home.user} cannot read it`, expected: `${home.user}:` },
            `owner ${uid}, mode ${octal(mode)}`,
          ),
          severity: 'warning',
        },
      ];
    }
    const readable = (mode & 0o004) !== 0 || (home === undefined && isOpen(mode & 0o002, uid, treeOwner));
    return readable && file.role !== 'kubelet'
      ? [
          withoutBreaks(
            raise(
              file,
              'kubeconfig-perms',
              undefined,
              { actual: `mode ${octal(mode)}: every user of this host can read these credentials` },
              `mode ${octal(mode)}`,
            ),
          ),
        ]
      : [];
  });
}

const withoutBreaks = ({ breaks: _, ...raised }: Raised): Raised => raised;

export const kubeconfigTrustRules: readonly Rule[] = [
  { theme: 'kubeconfig', names: ['kubeconfig-stale-cluster'], run: stale },
  { theme: 'kubeconfig', names: ['kubeconfig-unauthorized'], run: each(unauthorized) },
  { theme: 'kubeconfig', names: ['kubeconfig-perms'], run: permissions },
];
