import { nonEmpty } from '../../../core/finding.ts';
import type { Part } from '../../../kubernetes/messages/part.ts';
import { componentNamed } from '../model/model.ts';
import { isOpen, octal } from '../rules/modes.ts';
import { breaks, facts, partOf, quote, type Raised, type Rule, type RuleContext, state } from '../rules/rule.ts';
import { source } from '../rules/source.ts';
import { flagUsages, keyFlags, kubeadmCertificates, usageNames } from './certificates.ts';
import { isReplacedCa } from './trust-rules.ts';

const pkiRoot = '/etc/kubernetes/pki/';

const partOfFile = (path: string): Part => (/\/etcd\//.test(path) ? 'etcd' : 'kube-apiserver');

function malformed({ model }: RuleContext): Raised[] {
  return model.pki.flatMap(({ path, fact }): Raised[] => {
    const bad = fact.malformed ?? (fact.key?.status === 'malformed' ? fact.key.reason : undefined);
    if (bad === undefined) return [];
    const expected = fact.malformed === undefined ? 'key' : 'certificate';
    return [
      {
        name: 'cert-malformed',
        facts: facts(path, { actual: bad, expected }),
        confidence: 'proven',
        evidence: [state(path, bad)],
        breaks: partOfFile(path),
      },
    ];
  });
}

/** Pairs by flags, then pairs of one name in the PKI folders. */
function keyPairs({ model }: RuleContext): Raised[] {
  const byFlag = model.components.flatMap(({ files }) =>
    files.flatMap(({ name, file }) => {
      const key = files.find((one) => one.name === keyFlags[name])?.file;
      return file === undefined || key === undefined ? [] : [[file.path, key.path] as const];
    }),
  );
  const byName = model.pki
    .filter(({ path }) => path.endsWith('.crt'))
    .map(({ path }) => [path, path.replace(/\.crt$/, '.key')] as const);
  const pairs = new Map([...byName, ...byFlag].map((pair) => [pair.join(' '), pair]));
  return [...pairs.values()].flatMap(([certPath, keyPath]): Raised[] => {
    const certificate = model.pki.find(({ path }) => path === certPath)?.certificates[0];
    const key = model.pki.find(({ path }) => path === keyPath)?.fact.key;
    if (certificate === undefined || key?.status !== 'key' || key.publicKey === certificate.publicKey) return [];
    return [
      {
        name: 'cert-key-mismatch',
        facts: facts(certPath, { actual: keyPath, subject: certificate.subject }),
        confidence: 'proven',
        evidence: [
          state(certPath, `public key SHA-256 ${certificate.publicKey.slice(0, 16)}…`),
          state(keyPath, `public key SHA-256 ${key.publicKey.slice(0, 16)}…`),
        ],
        breaks: partOfFile(certPath),
        ...(isReplacedCa(model, certPath) ? { causes: ['cert-unknown-ca'] } : {}),
      },
    ];
  });
}

function usages({ model }: RuleContext): Raised[] {
  const byFlag = model.components.flatMap(({ files, program }) =>
    files.flatMap(({ name, file }) =>
      flagUsages[name] === undefined || file === undefined
        ? []
        : [{ path: file.path, usages: flagUsages[name], by: `${program} --${name}` }],
    ),
  );
  const used = new Set(byFlag.map(({ path }) => path));
  const byLayout = kubeadmCertificates
    .map(({ file, usages: needed }) => ({ path: `${pkiRoot}${file}`, usages: needed, by: 'kubeadm layout' }))
    .filter(({ path }) => !used.has(path));
  return [...byFlag, ...byLayout].flatMap(({ path, usages: needed, by }): Raised[] => {
    const certificate = model.pki.find((one) => one.path === path)?.certificates[0];
    if (certificate === undefined || certificate.usages.length === 0) return [];
    const missing = needed.filter((usage) => !certificate.usages.includes(usage));
    if (missing.length === 0) return [];
    const has = certificate.usages.map((usage) => usageNames[usage] ?? usage).join(', ');
    return [
      {
        name: 'cert-eku-wrong',
        facts: facts(path, {
          subject: by,
          actual: has,
          expected: missing.map((usage) => usageNames[usage]).join(', '),
        }),
        confidence: 'proven',
        evidence: [state(path, `${certificate.subject}: extended key usage ${has}`)],
        breaks: partOfFile(path),
      },
    ];
  });
}

function permissions({ model }: RuleContext): Raised[] {
  const open = model.pki.filter(
    ({ fact, byFlag }) =>
      byFlag !== true &&
      fact.key?.status === 'key' &&
      fact.key.isPrivate &&
      isOpen(fact.mode, fact.uid, model.treeOwner),
  );
  const [first] = open;
  if (first === undefined) return [];
  return [
    {
      name: 'pki-perms',
      facts: facts(first.path, {
        actual: octal(first.fact.mode),
        expected: '0600',
        items: open.map(({ path }) => path),
      }),
      confidence: 'proven',
      evidence: nonEmpty(open.map(({ path, fact }) => state(path, `mode ${octal(fact.mode)}, owner ${fact.uid}`))),
    },
  ];
}

/** The controller manager signs tokens with one key, the apiserver verifies with others. */
function serviceAccountKeys(context: RuleContext): Raised[] {
  const apiserver = componentNamed(context.model, 'kube-apiserver');
  const manager = componentNamed(context.model, 'kube-controller-manager');
  const verifying = apiserver?.files.filter(({ name }) => name === 'service-account-key-file') ?? [];
  const signing = [
    ...(manager?.files.filter(({ name }) => name === 'service-account-private-key-file') ?? []),
    ...(apiserver?.files.filter(({ name }) => name === 'service-account-signing-key-file') ?? []),
  ];
  const publicKeys = verifying.flatMap(({ file }) => (file?.key?.status === 'key' ? [file.key.publicKey] : []));
  const stranger = signing.find(({ file }) => file?.key?.status === 'key' && !publicKeys.includes(file.key.publicKey));
  const [first] = verifying;
  if (
    stranger?.file === undefined ||
    first?.file === undefined ||
    publicKeys.length < verifying.length ||
    apiserver === undefined
  )
    return [];
  return [
    {
      name: 'manifest-sa-key-mismatch',
      facts: facts(first.file.path, {
        subject: '--service-account-key-file',
        actual: stranger.file.path,
        expected: first.file.path,
      }),
      confidence: 'proven',
      evidence: [
        quote(source(context, apiserver.path), first.line),
        state(stranger.file.path, `--${stranger.name}: another key`),
      ],
      ...breaks(partOf('kube-controller-manager')),
    },
  ];
}

export const pkiFileRules: readonly Rule[] = [
  { theme: 'pki', names: ['cert-malformed'], run: malformed },
  { theme: 'pki', names: ['cert-key-mismatch'], run: keyPairs },
  { theme: 'pki', names: ['cert-eku-wrong'], run: usages },
  { theme: 'pki', names: ['pki-perms'], run: permissions },
  { theme: 'pki', names: ['manifest-sa-key-mismatch'], run: serviceAccountKeys },
];
