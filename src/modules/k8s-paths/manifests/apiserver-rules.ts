import type { Evidence } from '../../../core/finding.ts';
import { headOf } from '../../../core/safe-text.ts';
import { type CertificateFacts, servesName, signedBy } from '../../../kubernetes/certificates.ts';
import { serverAddress } from '../../../kubernetes/kubeconfig.ts';
import type { Part } from '../../../kubernetes/messages/part.ts';
import type { FlagFile } from '../model/manifests.ts';
import { certificatesOf, componentNamed } from '../model/model.ts';
import { firstAddress, hostsFile, isLocalHost, isLoopback, urlsOf } from '../network/addresses.ts';
import type { FileFact } from '../observations.ts';
import { caOf, certificateAt } from '../pki/certificates.ts';
import { facts, quote, type Raised, type Rule, type RuleContext, state } from '../rules/rule.ts';
import { source } from '../rules/source.ts';

const fileOf = (files: readonly FlagFile[], name: string): FlagFile | undefined =>
  files.find((one) => one.name === name);

/** The apiserver's view of etcd: the CA it trusts, the certificate it shows. */
function etcdTrust(context: RuleContext): Raised[] {
  const apiserver = componentNamed(context.model, 'kube-apiserver');
  const etcd = componentNamed(context.model, 'etcd');
  if (apiserver === undefined || etcd === undefined) return [];
  const [serving] = certificatesOf(fileOf(etcd.files, 'cert-file')?.file);
  const trusted = certificatesOf(fileOf(etcd.files, 'trusted-ca-file')?.file);
  const sound = serving !== undefined && trusted.some((ca) => signedBy(serving, ca));
  const caFlag = fileOf(apiserver.files, 'etcd-cafile');
  const clientFlag = fileOf(apiserver.files, 'etcd-certfile');
  const cas = certificatesOf(caFlag?.file);
  const [client] = certificatesOf(clientFlag?.file);
  const wrongCa = sound && caFlag !== undefined && cas.length > 0 && !cas.some((ca) => signedBy(serving, ca));
  const wrongClient =
    sound && clientFlag !== undefined && client !== undefined && !trusted.some((ca) => signedBy(client, ca));
  const raise = (flag: FlagFile, expected: string, text: string): Raised => ({
    name: 'etcd-apiserver-ca-mix',
    facts: facts(apiserver.path, { line: flag.line, subject: `--${flag.name}`, actual: flag.value, expected }),
    confidence: 'proven',
    evidence: [quote(source(context, apiserver.path), flag.line), state(flag.value, text)],
    breaks: 'kube-apiserver',
    causes: ['cert-unknown-ca'],
  });
  return [
    ...(wrongCa
      ? [
          raise(
            caFlag,
            `${fileOf(etcd.files, 'trusted-ca-file')?.value}`,
            `${cas[0]?.subject} did not sign etcd's certificate (issuer ${serving.issuer})`,
          ),
        ]
      : []),
    ...(wrongClient
      ? [
          raise(
            clientFlag,
            `${fileOf(etcd.files, 'trusted-ca-file')?.value}`,
            `issuer ${client.issuer}; etcd trusts ${trusted[0]?.subject}`,
          ),
        ]
      : []),
  ];
}

/** Names and addresses a serving certificate must hold: those its clients on this host use. */
function missingNames(context: RuleContext): Raised[] {
  const apiserver = componentNamed(context.model, 'kube-apiserver');
  const etcd = componentNamed(context.model, 'etcd');
  if (apiserver === undefined) return [];
  return [
    ...lacking(
      context,
      fileOf(apiserver.files, 'tls-cert-file')?.file,
      [...fromKubeconfigs(context), ...fromEndpoint(context), ...fromFlags(context)],
      'kubectl',
    ),
    ...lacking(context, fileOf(etcd?.files ?? [], 'cert-file')?.file, fromEtcdServers(context), 'etcd'),
  ];
}

interface Wanted {
  readonly name: string;
  readonly by: string;
  readonly evidence: Evidence;
}

function lacking({ now }: RuleContext, file: FileFact | undefined, wanted: readonly Wanted[], part: Part): Raised[] {
  const [serving] = certificatesOf(file);
  const missing = serving === undefined ? [] : wanted.filter(({ name }) => !servesName(serving, name));
  const [first] = missing;
  if (first === undefined || file === undefined || serving === undefined) return [];
  const isExpired = Date.parse(serving.notAfter) < now;
  return [
    {
      name: 'cert-san-missing',
      facts: facts(file.path, {
        actual: first.name,
        subject: first.by,
        items: [...new Set(missing.map(({ name, by }) => `${name} (${by})`))],
      }),
      confidence: 'proven',
      evidence: [first.evidence, state(file.path, `is valid for ${namesOf(serving)}`)],
      breaks: part,
      // A certificate that has to be issued anew anyway is one fault.
      causes: [
        'manifest-advertise-ip-gone',
        'cert-unknown-ca',
        'kubelet-wrong-apiserver',
        ...(isExpired ? (['cert-expired'] as const) : []),
      ],
    },
  ];
}

/** Addresses by which the apiserver asks this host's etcd. */
function fromEtcdServers(context: RuleContext): Wanted[] {
  const apiserver = componentNamed(context.model, 'kube-apiserver');
  const line = apiserver?.line('etcd-servers');
  return urlsOf(apiserver?.value('etcd-servers') ?? '').flatMap(({ scheme, host }) =>
    apiserver !== undefined && scheme === 'https' && isLocalHost(context, host)
      ? [{ name: host, by: '--etcd-servers', evidence: quote(source(context, apiserver.path), line) }]
      : [],
  );
}

const namesOf = ({ names }: CertificateFacts): string => headOf(names.join(', '), 200);

/** Servers that lead to this host; names that lead nowhere are DNS's business. */
function fromKubeconfigs(context: RuleContext) {
  return context.model.kubeconfigs.flatMap(({ path, fact, current }) => {
    const cluster = current?.cluster;
    const host = serverAddress(cluster?.server ?? '')?.host;
    if (cluster === undefined || host === undefined || cluster.insecure || cluster.tlsServerName !== undefined)
      return [];
    const leadsHere =
      isLocalHost(context, host) || isLoopback(host) || isLocalHost(context, hostsFile(context).get(host) ?? '-');
    return leadsHere ? [{ name: host, by: path, evidence: quote({ ...fact, path }, cluster.serverLine) }] : [];
  });
}

/**
 * The address of the whole control plane: what several kubeconfigs of the components name, with this cluster's CA. A
 * balancer passes TLS through, so each apiserver's certificate must name it.
 */
function fromEndpoint(context: RuleContext): Wanted[] {
  const { kubeconfigs } = context.model;
  const ca = certificateAt(context.model, '/etc/kubernetes/pki/ca.crt');
  const named = kubeconfigs.flatMap((file) => {
    const cluster = file.current?.cluster;
    const host = serverAddress(cluster?.server ?? '')?.host;
    const isOurs = caOf(file).some((one) => one.publicKey === ca?.publicKey);
    const counts = file.role !== 'user' && isOurs && cluster?.insecure !== true && cluster?.tlsServerName === undefined;
    return counts && host !== undefined && cluster !== undefined ? [{ host, file, line: cluster.serverLine }] : [];
  });
  return named
    .filter(({ host }) => named.filter((other) => other.host === host).length > 1 && !isLoopback(host))
    .map(({ host, file: { path, fact }, line }) => ({
      name: host,
      by: path,
      evidence: quote({ ...fact, path }, line),
    }));
}

/** The announced address, and the first service address, which pods use. */
function fromFlags(context: RuleContext) {
  const apiserver = componentNamed(context.model, 'kube-apiserver');
  if (apiserver === undefined) return [];
  const announced = apiserver.value('advertise-address');
  const range = apiserver.value('service-cluster-ip-range')?.split(',')[0];
  const service = firstAddress(range ?? '');
  const wanted = [
    { name: announced, flag: 'advertise-address' },
    { name: service, flag: 'service-cluster-ip-range' },
  ];
  return wanted.flatMap(({ name, flag }) =>
    name === undefined
      ? []
      : [{ name, by: `--${flag}`, evidence: quote(source(context, apiserver.path), apiserver.line(flag)) }],
  );
}

/** Extension servers trust the proxy certificate by its CA and by its name. */
function frontProxy(context: RuleContext): Raised[] {
  const apiserver = componentNamed(context.model, 'kube-apiserver');
  if (apiserver === undefined) return [];
  const caFlag = fileOf(apiserver.files, 'requestheader-client-ca-file');
  const [client] = certificatesOf(fileOf(apiserver.files, 'proxy-client-cert-file')?.file);
  const cas = certificatesOf(caFlag?.file);
  const allowed = (apiserver.value('requestheader-allowed-names') ?? '').split(',').filter((name) => name !== '');
  const raise = (flag: string, actual: string, expected: string, text: string): Raised => ({
    name: 'front-proxy-mismatch',
    facts: facts(apiserver.path, { line: apiserver.line(flag), subject: `--${flag}`, actual, expected }),
    confidence: 'proven',
    evidence: [quote(source(context, apiserver.path), apiserver.line(flag)), state('--proxy-client-cert-file', text)],
    causes: ['cert-unknown-ca'],
  });
  if (client === undefined) return [];
  const strange = cas.length > 0 && !cas.some((ca) => signedBy(client, ca));
  const refused = allowed.length > 0 && !allowed.includes(client.commonName);
  return [
    ...(strange
      ? [
          raise(
            'requestheader-client-ca-file',
            caFlag?.value ?? '',
            `the CA ${client.issuer}`,
            `${client.subject}, issuer ${client.issuer}`,
          ),
        ]
      : []),
    ...(refused ? [raise('requestheader-allowed-names', allowed.join(','), client.commonName, client.subject)] : []),
  ];
}

export const apiserverRules: readonly Rule[] = [
  { theme: 'apiserver', names: ['etcd-apiserver-ca-mix'], run: etcdTrust },
  { theme: 'apiserver', names: ['cert-san-missing'], run: missingNames },
  { theme: 'apiserver', names: ['front-proxy-mismatch'], run: frontProxy },
];
