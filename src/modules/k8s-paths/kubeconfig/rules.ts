import { readCertificates } from '../../../kubernetes/certificates.ts';
import type { Credential, Kubeconfig } from '../../../kubernetes/kubeconfig.ts';
import type { Part } from '../../../kubernetes/messages/part.ts';
import type { CodeName } from '../codes.ts';
import { firstBadByte, type KubeconfigFile } from '../model/kubeconfigs.ts';
import { clientOf } from '../pki/certificates.ts';
import {
  breaks,
  type FactsGiven,
  isAbsent,
  quote,
  type Raised,
  type Rule,
  type RuleContext,
  raised,
} from '../rules/rule.ts';

/** What a broken kubeconfig stops. */
export function brokenBy({ path, role }: KubeconfigFile): Part {
  if (role === 'kubelet') return 'kubelet';
  if (/controller-manager/.test(path)) return 'kube-controller-manager';
  return /scheduler/.test(path) ? 'kube-scheduler' : 'kubectl';
}

/** Judges each kubeconfig that could be read. */
export const each =
  (judge: (file: KubeconfigFile, context: RuleContext) => readonly Raised[]) =>
  (context: RuleContext): readonly Raised[] =>
    context.model.kubeconfigs.filter(({ fact }) => fact.text !== undefined).flatMap((file) => judge(file, context));

/** A finding about one kubeconfig, with the line quoted. */
export const raise = <N extends CodeName>(
  file: KubeconfigFile,
  name: N,
  line: number | undefined,
  rest: FactsGiven<N>,
  text?: string,
): Raised =>
  raised(name, file.path, line, rest, {
    confidence: 'proven',
    evidence: [quote({ ...file.fact, path: file.path }, line, text)],
    ...breaks(brokenBy(file)),
  });

function structure(file: KubeconfigFile): readonly Raised[] {
  const { reading } = file;
  if (reading === undefined) return [];
  if (reading.status === 'invalid') {
    return [raise(file, 'kubeconfig-bad-yaml', reading.problem.line, { actual: reading.problem.message })];
  }
  const { kubeconfig } = reading;
  const isOther =
    (kubeconfig.kind !== '' && kubeconfig.kind !== 'Config') ||
    (kubeconfig.apiVersion !== '' && kubeconfig.apiVersion !== 'v1');
  if (isOther && (kubeconfig.empty || kubeconfig.kind !== 'Config')) {
    const actual = `${kubeconfig.kind || 'no kind'} of ${kubeconfig.apiVersion || 'no apiVersion'}`;
    return [
      raise(
        file,
        'kubeconfig-wrong-kind',
        undefined,
        { actual, expected: 'kind Config of v1' },
        `kind: ${kubeconfig.kind}`,
      ),
    ];
  }
  if (kubeconfig.empty)
    return [
      raise(
        file,
        'kubeconfig-none',
        undefined,
        { actual: `${file.path} defines nothing` },
        'no clusters, no users, no contexts',
      ),
    ];
  return references(file, kubeconfig);
}

/** client-go: a missing context is an error, a missing cluster means localhost:8080, a missing user means none. */
function references(file: KubeconfigFile, kubeconfig: Kubeconfig): readonly Raised[] {
  const line = kubeconfig.currentContextLine;
  const names = kubeconfig.contexts.map(({ name }) => name);
  if (kubeconfig.currentContext === '') {
    const actual = `${file.path} sets no current-context`;
    return [
      { ...raise(file, 'kubeconfig-none', line, { actual }, 'no current-context'), causes: ['kubeconfig-bad-b64'] },
    ];
  }
  const context = kubeconfig.contexts.find(({ name }) => name === kubeconfig.currentContext);
  if (context === undefined) {
    return [
      raise(file, 'kubeconfig-context-missing', line, {
        subject: 'context',
        actual: kubeconfig.currentContext,
        expected: names.length === 1 ? names[0] : names.join(', ') || undefined,
      }),
    ];
  }
  const cluster = file.current?.cluster;
  if (cluster === undefined || cluster.server === '') {
    const actual =
      cluster === undefined
        ? `context ${context.name} names cluster ${context.cluster ?? '(none)'}, which is not defined`
        : `cluster ${cluster.name} has no server`;
    return [
      raise(file, 'kubeconfig-none', context.line, {
        subject: 'cluster',
        actual,
        items: kubeconfig.clusters.map(({ name }) => name),
      }),
    ];
  }
  return credentials(file, context.user, context.line);
}

function credentials(file: KubeconfigFile, name: string | undefined, line: number | undefined): readonly Raised[] {
  const user = file.current?.user;
  if (user === undefined)
    return [raise(file, 'kubeconfig-no-user', line, { subject: `user ${name ?? '(none)'}`, actual: 'not defined' })];
  const has = (user.hasSecret || user.certificate) ?? user.tokenFile ?? user.exec;
  return has
    ? []
    : [raise(file, 'kubeconfig-no-user', user.line, { subject: `user ${user.name}`, actual: 'no credentials' })];
}

/** Embedded data that is no base64, or no certificate, of any cluster or user of the file. */
function data(file: KubeconfigFile): readonly Raised[] {
  if (file.reading?.status !== 'kubeconfig') return [];
  const { clusters, users } = file.reading.kubeconfig;
  const parts = [
    ...clusters.map(({ ca }) => ({ what: 'certificate-authority-data', bad: badData(ca), line: ca?.line })),
    ...users.map(({ certificate }) => ({
      what: 'client-certificate-data',
      bad: badData(certificate),
      line: certificate?.line,
    })),
    ...users.map(({ name, key }) => ({ what: 'client-key-data', bad: badKey(file, name), line: key?.line })),
  ];
  return parts.flatMap(({ what, bad, line }) =>
    bad === undefined
      ? []
      : [raise(file, 'kubeconfig-bad-b64', line, { subject: what, actual: bad }, `${what}: ${bad}`)],
  );
}

function badKey(file: KubeconfigFile, user: string): string | undefined {
  const key = file.fact.userKeys?.[user];
  return key?.status === 'malformed' ? key.reason : undefined;
}

function badData(credential: Credential | undefined): string | undefined {
  if (credential?.from !== 'data') return undefined;
  const base64 = credential.base64.replace(/\s/g, '');
  const bad = firstBadByte(base64);
  if (bad !== undefined) return `illegal base64 data at input byte ${bad}`;
  const reading = readCertificates(Buffer.from(base64, 'base64').toString('latin1'));
  return reading.status === 'malformed' ? reading.reason : undefined;
}

function keyPair(file: KubeconfigFile): readonly Raised[] {
  const [certificate] = clientOf(file);
  const name = file.current?.user?.name ?? '';
  const key = file.fact.userKeys?.[name];
  if (certificate === undefined || key?.status !== 'key' || key.publicKey === certificate.publicKey) return [];
  return [
    raise(
      file,
      'cert-key-mismatch',
      file.client?.line,
      { actual: `client-key-data of user ${name}`, subject: certificate.subject },
      `${certificate.subject}: the key is another one`,
    ),
  ];
}

function files(file: KubeconfigFile): readonly Raised[] {
  const isLink = (path: string) => path.endsWith('/kubelet-client-current.pem');
  const missing = file.files.filter(({ fact }) => isAbsent(fact) && !isLink(fact.path));
  const [first] = missing;
  if (first === undefined) return [];
  const paths = [...new Set(missing.map(({ fact }) => fact.path))];
  const facts = {
    subject: missing.map(({ what }) => what).join(' and '),
    actual: paths.join(' and '),
    items: paths,
  };
  return [{ ...raise(file, 'kubeconfig-file-missing', first.line, facts), causes: ['manifest-file-missing'] }];
}

export const kubeconfigRules: readonly Rule[] = [
  {
    theme: 'kubeconfig',
    names: ['kubeconfig-bad-yaml', 'kubeconfig-wrong-kind', 'kubeconfig-context-missing', 'kubeconfig-no-user'],
    run: each(structure),
  },
  { theme: 'kubeconfig', names: ['kubeconfig-bad-b64'], run: each(data) },
  { theme: 'pki', names: ['cert-key-mismatch'], run: each(keyPair) },
  { theme: 'kubeconfig', names: ['kubeconfig-file-missing'], run: each(files) },
];
