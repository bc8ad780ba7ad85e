import type { SessionRow } from '../meaning.ts';

const show = (what: string): string =>
  `\`openssl s_client -connect {where} -servername {name} </dev/null 2>/dev/null | openssl x509 -noout ${what}\``;

const fails = { means: 'tls-fails', confidence: 'likely' } as const;

/** Certificates that are not taken, by the reason that the client gives. */
export const certificateRows: readonly SessionRow[] = [
  {
    id: 'certificate-expired',
    matches:
      /\bcertificate has expired\b|\bx509: certificate has expired or is not yet valid\b|\bCERT_(?:HAS_EXPIRED|NOT_YET_VALID)\b|\bcertificate is (?:expired|not yet valid)\b|\bSSL_ERROR_EXPIRED_CERT_ALERT\b|\bSSL certificate problem: certificate is not yet valid\b|\bCertificate has expired\b/,
    samples: [
      'curl: (60) SSL certificate problem: certificate has expired',
      'npm ERR! code CERT_HAS_EXPIRED',
      'tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2024-05-01T10:00:00Z is after 2024-04-30T10:00:00Z',
    ],
    not: ['curl: (60) SSL certificate problem: self-signed certificate'],
    source:
      'OpenSSL crypto/x509/x509_txt.c; Go crypto/x509/verify.go; Node.js src/crypto/crypto_common.cc X509ErrorCode',
    ...fails,
    says: 'The certificate of {where} has expired or is not valid yet, or the clock here is wrong.',
    why: 'One certificate of the chain, which need not be the first, is out of its time.',
    next: ['`date`: is the clock right?', `${show('-dates -subject')}: until when?`],
  },
  {
    id: 'certificate-other-name',
    matches:
      /\bno alternative certificate subject name\b|\bsubject name .{0,120}does not match\b|\bx509: certificate is (?:valid for|not valid for)\b|\bERR_TLS_CERT_ALTNAME_INVALID\b|\bHostname\/IP does not match certificate's altnames\b|\bHostname mismatch, certificate is not valid for\b|\bx509: (?:cannot validate certificate for|certificate relies on legacy Common Name)/,
    samples: [
      "curl: (60) SSL: no alternative certificate subject name matches target host name 'web.example'",
      'x509: certificate is valid for *.shop.example, not web.example',
    ],
    source: 'curl lib/vtls/hostcheck.c; Go crypto/x509/verify.go; Node.js lib/tls.js checkServerIdentity',
    ...fails,
    says: 'The certificate that comes from {where} is for another name.',
    why: 'The server has no certificate for the name that was asked for (a default site answers), or the name leads to another server.',
    next: [`${show('-ext subjectAltName')}: for which names? Does the name lead to the right address?`],
  },
  {
    id: 'certificate-not-trusted',
    matches:
      /\bself[- ]signed certificate\b|\bunable to get (?:local )?issuer certificate\b|\bunable to verify the first certificate\b|\bcertificate signed by unknown authority\b|\b(?:SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(?:_LOCALLY)?)\b|\btrust relationship for the SSL\/TLS secure channel\b|\bSEC_ERROR_UNKNOWN_ISSUER\b|\bunable to find valid certification path\b|\bcertificate issuer is unknown\b|\bCERT_TRUST_IS_UNTRUSTED_ROOT\b|\bSEC_E_UNTRUSTED_ROOT\b/,
    samples: [
      'curl: (60) SSL certificate problem: unable to get local issuer certificate',
      'npm ERR! code SELF_SIGNED_CERT_IN_CHAIN',
      'npm error errno UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'tls: failed to verify certificate: x509: certificate signed by unknown authority',
      'sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target',
    ],
    not: ['curl: (60) SSL certificate problem: certificate has expired'],
    source:
      'OpenSSL crypto/x509/x509_txt.c; Go crypto/x509/verify.go; Node.js src/crypto/crypto_common.cc X509ErrorCode',
    ...fails,
    says: 'The certificate of {where} is not trusted here: its issuer is unknown, or the server does not send the whole chain.',
    why: 'A private or self-signed authority, a proxy that opens TLS and signs anew, an intermediate certificate that the server leaves out, or an old list of authorities here.',
    next: [
      '`openssl s_client -connect {where} -servername {name} -showcerts </dev/null`: who issued it, and is the chain whole?',
      'the certificate of the authority in the store of this host or program (update-ca-certificates, NODE_EXTRA_CA_CERTS, REQUESTS_CA_BUNDLE, keytool -importcert); never verification switched off',
    ],
  },
];
