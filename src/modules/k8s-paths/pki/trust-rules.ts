import { nonEmpty } from '../../../core/finding.ts';
import { type CertificateFacts, signedBy } from '../../../kubernetes/certificates.ts';
import type { Part } from '../../../kubernetes/messages/part.ts';
import { certificatesOf, type HostModel, type PkiFile } from '../model/model.ts';
import { facts, type Raised, type Rule, type RuleContext, state } from '../rules/rule.ts';
import { caOf, clientOf, kubeadmCertificates } from './certificates.ts';

const pkiRoot = '/etc/kubernetes/pki/';

const partOfFile = (path: string): Part => (/\/etcd\//.test(path) ? 'etcd' : 'kube-apiserver');

const pkiFile = (model: HostModel, path: string): PkiFile | undefined => model.pki.find((one) => one.path === path);

/** A CA file with the certificates of kubeadm's layout that should be signed by it. */
interface Authority {
  readonly ca: PkiFile;
  readonly leaves: readonly PkiFile[];
  /** Those it did not sign. */
  readonly strangers: readonly PkiFile[];
}

function authorities(model: HostModel): Authority[] {
  const trusted = model.kubeconfigs.flatMap((file) => caOf(file));
  return [...new Set(kubeadmCertificates.map(({ ca }) => ca))].flatMap((name) => {
    const ca = pkiFile(model, `${pkiRoot}${name}`);
    if (ca?.certificates[0] === undefined) return [];
    const leaves = kubeadmCertificates.flatMap((one) => {
      const leaf = one.ca === name ? pkiFile(model, `${pkiRoot}${one.file}`) : undefined;
      return leaf?.certificates[0] === undefined ? [] : [leaf];
    });
    const strangers = leaves.filter((leaf) =>
      isStranger(leaf, ca, leaf.path === `${pkiRoot}apiserver.crt` ? trusted : []),
    );
    return [{ ca, leaves, strangers }];
  });
}

/** A serving certificate of a company CA is fine where the kubeconfigs trust that CA and its name is another one. */
function isStranger({ certificates }: PkiFile, ca: PkiFile, trusted: readonly CertificateFacts[]): boolean {
  const [leaf, ...chain] = certificates;
  if (leaf === undefined) return false;
  const roots = ca.certificates;
  if ([leaf, ...chain].some((one) => roots.some((root) => signedBy(one, root)))) return false;
  const sameName = roots.some(({ subject }) => subject === leaf.issuer);
  return sameName || !trusted.some((root) => [leaf, ...chain].some((one) => signedBy(one, root)));
}

/** A CA file that signed nothing of what it should have signed: not the certificates changed, it did. */
interface ReplacedCa extends Authority {
  /** A kubeconfig that still holds the CA that signed them. */
  readonly witness?: { readonly path: string; readonly certificate: CertificateFacts };
  readonly kubeconfigs: readonly string[];
}

function replacedCa(model: HostModel, authority: Authority): ReplacedCa | undefined {
  const { ca, leaves } = authority;
  const signed = (certificate: CertificateFacts): boolean =>
    ca.certificates.some((root) => signedBy(certificate, root));
  const ofCluster = ca.path === `${pkiRoot}ca.crt` ? model.kubeconfigs.filter(({ role }) => role === 'component') : [];
  const clients = ofCluster.flatMap((file) => clientOf(file).map((certificate) => ({ path: file.path, certificate })));
  const ofKubelet = ca.path === `${pkiRoot}ca.crt` ? model.kubeconfigs.filter(({ role }) => role === 'kubelet') : [];
  const all = [
    ...leaves.flatMap(({ certificates }) => certificates.slice(0, 1)),
    ...clients.map((one) => one.certificate),
    ...ofKubelet.flatMap((file) => clientCertificatesOf(file)),
  ];
  if (all.length === 0 || all.some(signed)) return undefined;
  const witness = [...ofCluster, ...ofKubelet]
    .flatMap((file) => caOf(file).map((certificate) => ({ path: file.path, certificate })))
    .find(({ certificate }) => all.every((leaf) => signedBy(leaf, certificate)));
  // Of one certificate alone it cannot be told which of the two was replaced.
  if (all.length < 2 && witness === undefined) return undefined;
  return {
    ...{ ca, leaves, strangers: leaves },
    kubeconfigs: clients.map(({ path }) => path),
    ...(witness === undefined ? {} : { witness }),
  };
}

/** The client certificate of a kubelet, embedded or in the file it rotates. */
function clientCertificatesOf(file: HostModel['kubeconfigs'][number]): readonly CertificateFacts[] {
  const embedded = clientOf(file);
  if (embedded.length > 0) return embedded;
  return certificatesOf(file.files.find(({ what }) => what === 'client-certificate')?.fact).slice(0, 1);
}

/** Whether the CA file at a path is another than the one that signed the certificates beside it. */
export function isReplacedCa(model: HostModel, path: string): boolean {
  const authority = authorities(model).find(({ ca }) => ca.path === path);
  return authority !== undefined && replacedCa(model, authority) !== undefined;
}

/** Certificates that their CA did not sign: one finding for a CA, about the CA where it signed none of them. */
function unknownCa({ model }: RuleContext): Raised[] {
  return authorities(model).flatMap((authority): Raised[] => {
    const replaced = replacedCa(model, authority);
    if (replaced !== undefined) return [replacedFinding(model, replaced)];
    const { ca, strangers } = authority;
    const [first] = strangers;
    return first === undefined ? [] : [strangerFinding(first, strangers, ca)];
  });
}

const strangerFinding = (first: PkiFile, strangers: readonly PkiFile[], ca: PkiFile): Raised => ({
  name: 'cert-unknown-ca',
  facts: facts(first.path, { items: strangers.map(({ path }) => path), expected: ca.path }),
  confidence: 'proven',
  evidence: nonEmpty(
    strangers.map(({ path, certificates }) =>
      state(
        path,
        `issuer ${certificates[0]?.issuer}; its signature does not verify with the key of ${ca.path} (${ca.certificates[0]?.subject})`,
      ),
    ),
  ),
  breaks: partOfFile(first.path),
  causes: ['cert-malformed'],
});

function replacedFinding(model: HostModel, { ca, leaves, kubeconfigs, witness }: ReplacedCa): Raised {
  const key = pkiFile(model, ca.path.replace(/\.crt$/, '.key'))?.fact.key;
  const keyFits = key?.status === 'key' && key.publicKey === witness?.certificate.publicKey;
  const short = (one: CertificateFacts | undefined): string => `CA SHA-256 ${one?.fingerprint.slice(0, 16)}…`;
  return {
    name: 'cert-unknown-ca',
    facts: facts(ca.path, {
      subject: 'ca-replaced',
      items: [...leaves.map(({ path }) => path), ...kubeconfigs],
      actual: ca.certificates[0]?.subject,
      expected: keyFits ? witness?.path : undefined,
    }),
    confidence: witness === undefined ? 'likely' : 'proven',
    evidence: nonEmpty([
      state(ca.path, `${short(ca.certificates[0])} (${ca.certificates[0]?.subject}): its key verifies none of them`),
      ...(witness === undefined
        ? []
        : [state(witness.path, `${short(witness.certificate)}: embedded, and its key verifies all of them`)]),
      ...leaves.slice(0, 3).map(({ path, certificates }) => state(path, `issuer ${certificates[0]?.issuer}`)),
    ]),
    breaks: partOfFile(ca.path),
  };
}

export const pkiTrustRules: readonly Rule[] = [{ theme: 'pki', names: ['cert-unknown-ca'], run: unknownCa }];
