import type { ClientPair } from '../../../input/probe/answer.ts';
import {
  type CertificateFacts,
  clientAuth,
  readCertificates,
  readKey,
  signedBy,
} from '../../../kubernetes/certificates.ts';
import type { CredentialState } from '../model.ts';

/** PEM texts of a certificate and its key, and what they are for. */
export interface PairTexts {
  readonly name: string;
  readonly component: CredentialState['component'];
  readonly source: string;
  readonly certificate: string;
  readonly key: string;
  /** PEM of the authority that the server trusts for clients; absent where it is not known. */
  readonly ca?: string;
}

/** A pair with its judgement; `pair` only where nothing speaks against sending it. Never recorded. */
export interface JudgedPair {
  readonly state: CredentialState;
  readonly pair?: ClientPair;
}

/**
 * Judges a client certificate before it is sent: on the wire its faults look alike
 * (kubernetes.md §1.7), and etcd 3.4 answers all of them with one alert.
 */
export function judgePair(texts: PairTexts, now: number): JudgedPair {
  const { name, component, source } = texts;
  const certificates = readCertificates(texts.certificate);
  const key = readKey(texts.key);
  const leaf = certificates.status === 'certificates' ? certificates.certificates[0] : undefined;
  if (leaf === undefined || key.status !== 'key') {
    return {
      state: { name, component, source, fault: 'malformed', detail: 'no certificate and key that can be read' },
    };
  }
  const fault = faultOf(leaf, key.publicKey, texts.ca, now);
  const state = { name, component, source, subject: leaf.subject, ...fault };
  return fault === undefined ? { state, pair: { certificate: texts.certificate, key: texts.key } } : { state };
}

type Fault = Pick<CredentialState, 'fault' | 'detail'>;

function faultOf(leaf: CertificateFacts, publicKey: string, ca: string | undefined, now: number): Fault | undefined {
  if (leaf.publicKey !== publicKey) return { fault: 'key-mismatch', detail: 'its key belongs to another certificate' };
  if (Date.parse(leaf.notAfter) < now) return { fault: 'expired', detail: `until ${leaf.notAfter.slice(0, 16)}Z` };
  if (Date.parse(leaf.notBefore) > now)
    return { fault: 'not-yet-valid', detail: `from ${leaf.notBefore.slice(0, 16)}Z` };
  if (leaf.usages.length > 0 && !leaf.usages.includes(clientAuth)) {
    return { fault: 'no-client-auth', detail: 'it is made for servers only, its extended key usage lacks clientAuth' };
  }
  const authorities = ca === undefined ? undefined : readCertificates(ca);
  if (authorities?.status === 'certificates' && !authorities.certificates.some((one) => signedBy(leaf, one))) {
    return { fault: 'other-ca', detail: `issued by another ${leaf.issuer} than the CA that the server trusts` };
  }
  return undefined;
}
