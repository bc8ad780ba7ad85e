import { type CertificateFacts, readCertificates, servesName, signedBy } from '../../kubernetes/certificates.ts';

/** What of a served certificate decides; times in ms since the epoch. */
export interface Leaf {
  readonly subject: string;
  readonly validFrom: number;
  readonly validTo: number;
  readonly fingerprint: string;
}

/** Reads a PEM certificate; undefined for anything else. */
export function parseLeaf(pem: string): Leaf | undefined {
  const [certificate] = certificatesIn(pem);
  if (certificate === undefined) return undefined;
  const { subject, notBefore, notAfter, fingerprint } = certificate;
  return {
    subject: subject || 'its certificate',
    validFrom: Date.parse(notBefore),
    validTo: Date.parse(notAfter),
    fingerprint,
  };
}

/** Whether a file has a certificate, wherever in it. */
export const holds = (pem: string, fingerprint: string): boolean =>
  certificatesIn(pem).some((one) => one.fingerprint === fingerprint);

/** Whether a certificate names itself as its issuer. */
export const isSelfSigned = (pem: string): boolean => {
  const [certificate] = certificatesIn(pem);
  return certificate !== undefined && certificate.subject === certificate.issuer;
};

/** Whether a leaf, or an intermediate it was shown with, is signed by one of the authorities. */
export function isIssuedBy(chain: readonly string[], authorities: string): boolean {
  const known = certificatesIn(authorities);
  const shown = chain.flatMap(certificatesIn);
  return (
    shown.length === 0 || known.length === 0 || shown.some((one) => known.some((authority) => signedBy(one, authority)))
  );
}

/** Which of the names and addresses a certificate is not made out for. */
export function namesMissing(pem: string, names: readonly string[]): readonly string[] {
  const [certificate] = certificatesIn(pem);
  return certificate === undefined ? [] : [...new Set(names)].filter((name) => !servesName(certificate, name));
}

function certificatesIn(pem: string): readonly CertificateFacts[] {
  const reading = pem === '' ? undefined : readCertificates(pem);
  return reading?.status === 'certificates' ? reading.certificates : [];
}
