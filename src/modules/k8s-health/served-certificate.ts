import { X509Certificate } from 'node:crypto';

/** What of a certificate decides; times in ms since the epoch. */
export interface Leaf {
  readonly subject: string;
  readonly validFrom: number;
  readonly validTo: number;
  readonly fingerprint: string;
}

/** Reads a PEM certificate; undefined for anything else. */
export function parseLeaf(pem: string): Leaf | undefined {
  const certificate = read(pem);
  if (certificate === undefined) return undefined;
  return {
    subject: certificate.subject.replaceAll('\n', ', ') || certificate.subjectAltName || 'certificate',
    validFrom: Date.parse(certificate.validFrom),
    validTo: Date.parse(certificate.validTo),
    fingerprint: certificate.fingerprint256,
  };
}

export const isSelfSigned = (pem: string): boolean => {
  const certificate = read(pem);
  return certificate !== undefined && certificate.subject === certificate.issuer;
};

/** Which of the names and addresses a certificate is not made out for. */
export function namesMissing(pem: string, names: readonly string[]): readonly string[] {
  const certificate = read(pem);
  if (certificate === undefined) return [];
  const carries = (name: string): boolean =>
    isAddress(name)
      ? certificate.checkIP(name) !== undefined
      : certificate.checkHost(name, { subject: 'never' }) !== undefined;
  return [...new Set(names)].filter((name) => !carries(name));
}

const isAddress = (name: string): boolean => /^[\d.]+$/.test(name) || name.includes(':');

function read(pem: string): X509Certificate | undefined {
  try {
    return pem === '' ? undefined : new X509Certificate(pem);
  } catch {
    return undefined;
  }
}
