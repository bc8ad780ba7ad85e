import { nearestName } from '../../../core/nearest-name.ts';
import { certificatesOf, extraFile, type HostModel } from '../model/model.ts';
import { clientOf } from '../pki/certificates.ts';
import { facts, isAbsent, quote, type Raised, type Rule, type RuleContext, state } from '../rules/rule.ts';

function clientCa({ model, observations }: RuleContext): Raised[] {
  const field = model.kubelet.field(['authentication', 'x509', 'clientCAFile'], 'client-ca-file');
  const path = typeof field?.value === 'string' ? field.value : '';
  const fact = model.extra.get(path);
  if (field === undefined || !isAbsent(fact)) return [];
  const certificates = model.pki.filter(({ path: one }) => one.endsWith('.crt')).map(({ path: one }) => one);
  const expected = nearestName(path, certificates) ?? certificates.find((one) => one.endsWith('/ca.crt'));
  return [
    {
      name: 'kubelet-ca-missing',
      facts: facts(field.file, {
        line: field.line,
        subject: 'authentication.x509.clientCAFile',
        actual: path,
        expected,
      }),
      confidence: 'proven',
      evidence: [
        quote(observations.files[field.file] ?? { path: field.file }, field.line),
        state(path, 'no such file'),
      ],
      breaks: 'kubelet',
      causes: ['manifest-file-missing'],
    },
  ];
}

/** The certificate the kubelet shows the apiserver: linked, embedded, expired. */
function clientCertificate({ model, now, observations }: RuleContext): Raised[] {
  const conf = model.kubeconfigs.find(({ role }) => role === 'kubelet');
  const link = extraFile(model, `${model.kubelet.certDir}/kubelet-client-current.pem`);
  const pointer = conf?.files.find(({ what }) => what === 'client-certificate');
  const usesLink = pointer?.fact.path === link.path;
  if (usesLink && isAbsent(link)) return [brokenLink(model, link.path, link.target, observations.files)];
  if (conf === undefined) return [];
  const embedded = conf.current?.user?.certificate?.from === 'data';
  const [certificate] = embedded ? clientOf(conf) : certificatesOf(pointer?.fact);
  const file = embedded ? conf.path : (pointer?.fact.path ?? '');
  if (certificate === undefined) return [];
  const line = embedded ? conf.client?.line : undefined;
  const evidence = [
    {
      source: file,
      ...(line === undefined ? {} : { line }),
      text: `${certificate.subject}: valid until ${certificate.notAfter}`,
    },
  ] as const;
  if (Date.parse(certificate.notAfter) < now) {
    return [
      {
        name: 'kubelet-client-expired',
        facts: facts(file, { line, subject: certificate.commonName, actual: certificate.notAfter.slice(0, 10) }),
        confidence: 'proven',
        evidence,
        breaks: 'kubelet',
      },
    ];
  }
  const rotates = String(model.kubelet.field(['rotateCertificates'], 'rotate-certificates')?.value) === 'true';
  return embedded && rotates && model.layout.distribution === 'kubeadm'
    ? [
        {
          name: 'kubelet-conf-embedded-cert',
          facts: facts(conf.path, { line, subject: certificate.commonName, expected: link.path }),
          confidence: 'proven',
          evidence,
          severity: isAbsent(link) ? 'info' : 'warning',
        },
      ]
    : [];
}

function brokenLink(
  model: HostModel,
  path: string,
  target: string | undefined,
  files: RuleContext['observations']['files'],
): Raised {
  const newest = model.pki
    .map((file) => file.path)
    .filter((one) => /kubelet-client-\d{4}-[\d-]+\.pem$/.test(one) && files[one]?.status === 'present')
    .toSorted()
    .at(-1);
  return {
    name: 'kubelet-symlink-broken',
    facts: facts(path, { actual: target ?? 'nothing', expected: newest }),
    confidence: 'proven',
    evidence: [state(path, target === undefined ? 'no such file' : `links to ${target}, which is not there`)],
    breaks: 'kubelet',
  };
}

function servingCertificate({ model, observations }: RuleContext): Raised[] {
  const field = model.kubelet.field(['serverTLSBootstrap'], 'rotate-server-certificates');
  const current = extraFile(model, `${model.kubelet.certDir}/kubelet-server-current.pem`);
  if (field === undefined || String(field.value) !== 'true' || !isAbsent(current)) return [];
  return [
    {
      name: 'kubelet-serving-csr-pending',
      facts: facts(current.path, { subject: 'serverTLSBootstrap', line: undefined }),
      confidence: 'likely',
      evidence: [
        quote(observations.files[field.file] ?? { path: field.file }, field.line),
        state(current.path, 'no such file'),
      ],
    },
  ];
}

export const kubeletCertificateRules: readonly Rule[] = [
  { theme: 'kubelet', names: ['kubelet-ca-missing'], run: clientCa },
  {
    theme: 'kubelet',
    names: ['kubelet-client-expired', 'kubelet-conf-embedded-cert', 'kubelet-symlink-broken'],
    run: clientCertificate,
  },
  { theme: 'kubelet', names: ['kubelet-serving-csr-pending'], run: servingCertificate },
];
