import { createHash, createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readCollectedKey } from './collected-key.ts';

/** What of one certificate matters to those who present and verify it; JSON. */
export interface CertificateFacts {
  /** `CN=kube-apiserver`, as OpenSSL writes it, on one line. */
  readonly subject: string;
  readonly commonName: string;
  readonly organizations: readonly string[];
  readonly issuer: string;
  /** ISO 8601 UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly isCa: boolean;
  /** `DNS:kubernetes`, `IP:10.96.0.1`. */
  readonly names: readonly string[];
  /** Extended key usages by OID; empty means any. */
  readonly usages: readonly string[];
  /** SHA-256 of the public key (SPKI), hex: what pairs it with its private key. */
  readonly publicKey: string;
  /** SHA-256 of the certificate, hex. */
  readonly fingerprint: string;
  /** The certificate itself; public. */
  readonly pem: string;
}

/** Extended key usages by OID, RFC 5280, 4.2.1.12. */
export const clientAuth = '1.3.6.1.5.5.7.3.2';
export const serverAuth = '1.3.6.1.5.5.7.3.1';

/** More certificates than this in one file are a system bundle. */
const maxCertificates = 50;

/** The certificates of a PEM text, or why there are none. */
export type PemReading =
  | { readonly status: 'certificates'; readonly certificates: readonly CertificateFacts[] }
  | { readonly status: 'malformed'; readonly reason: string };

/** Reads all certificates of a PEM text. */
export function readCertificates(text: string): PemReading {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]{1,20000}-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) return { status: 'malformed', reason: whyNoPem(text, 'CERTIFICATE') };
  try {
    return { status: 'certificates', certificates: blocks.slice(0, maxCertificates).map(certificateFacts) };
  } catch (error) {
    return { status: 'malformed', reason: `damaged: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** A private key or public key file, without the key. */
export type KeyReading =
  | { readonly status: 'key'; readonly publicKey: string; readonly isPrivate: boolean }
  | { readonly status: 'encrypted' }
  /** A collector kept it on its host and could not tell the public half. */
  | { readonly status: 'withheld' }
  | { readonly status: 'malformed'; readonly reason: string };

/** Reads a key and keeps only the fingerprint of its public half. */
export function readKey(text: string): KeyReading {
  const collected = readCollectedKey(text);
  if (collected?.status === 'damaged') return { status: 'malformed', reason: 'damaged: openssl reads no key' };
  if (collected?.status === 'public-half')
    return { status: 'key', publicKey: fingerprintOf(collected.key), isPrivate: true };
  if (collected !== undefined) return { status: collected.status };
  const label = /-----BEGIN ((?:[A-Z]+ ){0,2}(?:PRIVATE|PUBLIC) KEY)-----/.exec(text)?.[1];
  if (label === undefined) return { status: 'malformed', reason: whyNoPem(text, 'KEY') };
  if (label.startsWith('ENCRYPTED') || text.includes('Proc-Type: 4,ENCRYPTED')) return { status: 'encrypted' };
  try {
    const isPrivate = label.endsWith('PRIVATE KEY');
    const block = text.slice(text.indexOf(`-----BEGIN ${label}-----`));
    const key = isPrivate ? createPublicKey(createPrivateKey(block)) : createPublicKey(block);
    return { status: 'key', publicKey: fingerprintOf(key), isPrivate };
  } catch (error) {
    return { status: 'malformed', reason: `damaged: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Whether a CA's key signed a certificate: names are not enough, a CA made anew keeps its name. */
export function signedBy(certificate: CertificateFacts, ca: CertificateFacts): boolean {
  try {
    return new X509Certificate(certificate.pem).verify(new X509Certificate(ca.pem).publicKey);
  } catch {
    return false;
  }
}

/** Whether a serving certificate is valid for a host name or IP address. */
export function servesName(certificate: CertificateFacts, name: string): boolean {
  const x509 = new X509Certificate(certificate.pem);
  const isAddress = /^[\d.]+$/.test(name) || name.includes(':');
  return (isAddress ? x509.checkIP(name) : x509.checkHost(name)) !== undefined;
}

function certificateFacts(pem: string): CertificateFacts {
  const x509 = new X509Certificate(pem);
  const subject = x509.subject ?? '';
  return {
    subject: oneLine(subject),
    commonName: attributes(subject, 'CN')[0] ?? '',
    organizations: attributes(subject, 'O'),
    issuer: oneLine(x509.issuer ?? ''),
    notBefore: new Date(x509.validFrom).toISOString(),
    notAfter: new Date(x509.validTo).toISOString(),
    isCa: x509.ca,
    names: alternativeNames(x509.subjectAltName ?? ''),
    usages: x509.keyUsage ?? [],
    publicKey: fingerprintOf(x509.publicKey),
    fingerprint: x509.fingerprint256.replaceAll(':', '').toLowerCase(),
    pem,
  };
}

const fingerprintOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');

const oneLine = (name: string): string => name.split('\n').join(', ');

const attributes = (name: string, key: string): string[] =>
  name.split('\n').flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []));

/** Node writes `DNS:a, IP Address:10.0.0.1`. */
const alternativeNames = (text: string): string[] =>
  text
    .split(', ')
    .filter((name) => name !== '')
    .map((name) => name.replace(/^IP Address:/, 'IP:'));

function whyNoPem(text: string, label: string): string {
  if (text.trim() === '') return 'the file is empty';
  if (text.includes(`-----BEGIN`) && !text.includes('-----END')) return 'cut off: there is no END line';
  if (text.includes('-----BEGIN')) return `no ${label} block in its PEM data`;
  return text.charCodeAt(0) === 0x30 ? 'DER instead of PEM' : 'no PEM data';
}
