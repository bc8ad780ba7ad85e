import type { SecretShape } from './shape.ts';

/** Private keys, and what holds one. */
export const keyShapes: readonly SecretShape[] = [
  {
    // A key whose lines stand behind the heads of a log or the marks of a quotation: all up to its end
    id: 'pem-in-log',
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[^\r\n]{0,10}\r?\n(?:(?![^\r\n]{0,200}-----BEGIN )[^\r\n]{0,400}\r?\n){1,120}?[^\r\n]{0,200}-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g,
    replacement: '[private key]',
    only: /PRIVATE KEY/,
    samples: [
      ['10:00 x: -----BEGIN PRIVATE KEY-----\n10:00 x: MIIEvQIBADAN\n10:00 x: -----END PRIVATE KEY-----', 'MIIEvQIB'],
      ['> -----BEGIN EC PRIVATE KEY-----\n> MHcCAQEE\n> -----END EC PRIVATE KEY-----', 'MHcCAQEE'],
    ],
    not: ['-----BEGIN CERTIFICATE-----\nMIIC5zCC\n-----END CERTIFICATE-----'],
    source: 'RFC 7468; kubectl logs, journalctl',
  },
  {
    id: 'pem-private-key',
    pattern:
      /-{4,5} ?BEGIN [A-Z0-9 ]{0,40}(?:PRIVATE KEY|SECRET KEY)(?: BLOCK)? ?-{4,5}(?:[A-Za-z0-9+/=\s:,.;()@_|>]|\\{1,8}["\w/]|-(?!---)|"[^"\r\n]{0,100}"(?=\r?\n)){0,30000}(?:-{4,5} ?END [A-Z0-9 ]{0,40}(?:PRIVATE KEY|SECRET KEY)(?: BLOCK)? ?-{4,5})?/g,
    replacement: '[private key]',
    only: /(?:PRIVATE|SECRET) KEY/,
    samples: [
      ['-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----', 'MIIEow'],
      ['-----BEGIN EC PRIVATE KEY-----\\nProc-Type: 4,ENCRYPTED\\nDEK-Info: AES-128-CBC,AB\\n\\nMHcCAQ\\n', 'MHcCAQ'],
      ['-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\nlQOYBF\n=abcd\n', 'lQOYBF'],
      ['-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\n', 'b3BlbnNzaC1rZXk'],
      ['---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: "x"\nP2/56wAA\n', 'P2/56wAA'],
    ],
    not: ['-----BEGIN CERTIFICATE-----\nMIIC5zCC\n-----END CERTIFICATE-----', '-----BEGIN PUBLIC KEY-----\nMFkw\n'],
    source: 'RFC 7468, RFC 1421, RFC 9580 §6.2, openssh PROTOCOL.key',
  },
  {
    id: 'putty-private-key',
    pattern:
      /(Private-Lines: \d{1,3}\s{1,2}|Private-MAC: )(?!\[)[A-Za-z0-9+/=]{8,100}(?:\s{1,2}(?![\w-]{1,40}:)[A-Za-z0-9+/=]{1,100}){0,200}/g,
    replacement: '$1[private key]',
    only: /Private-/,
    samples: [
      ['Private-Lines: 1\nAAAAgQC3aaaa\nPrivate-MAC: 0123456789abcdef', 'AAAAgQC3'],
      ['Private-MAC: 0123456789abcdef', '0123456789abcdef'],
    ],
    not: ['Public-Lines: 6\nAAAAB3NzaC1yc2E'],
    source: 'PuTTY appendix C',
  },
  {
    // RSA keys of .NET in XML, keys in JSON (JWK): the private members
    id: 'key-members',
    pattern: /(<(?:D|P|Q|DP|DQ|InverseQ)>|"(?:d|p|q|dp|dq|qi|k)"\s{0,3}:\s{0,3}")(?!\[)[A-Za-z0-9+/=_-]{16,2000}/g,
    replacement: '$1[private key]',
    samples: [
      ['<RSAKeyValue><Modulus>x</Modulus><D>abcdef0123456789==</D></RSAKeyValue>', 'abcdef0123456789'],
      ['{"kty":"oct","k":"abcdef0123456789abcdef"}', 'abcdef0123456789'],
    ],
    not: ['<Modulus>abcdef0123456789</Modulus>', '"d":"short"'],
    source: 'RSA.ToXmlString, RFC 7518 §6',
  },
  {
    // "-----BEGIN" in base64, but for certificates, public keys, and what collectors put in place of a key
    id: 'pem-in-base64',
    pattern: /LS0tLS1CRUdJTi(?!BDRVJUSUZJQ0FUR|BQVUJMSUMg|BXSVRISEVMR|BMT0NLRUQg|BEQU1BR0VE)[A-Za-z0-9+/=_-]{8,30000}/g,
    replacement: '[data]',
    samples: [['x: LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQ==', 'UFJJVkFURSBLRVk']],
    not: ['ca.crt: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUM='],
    source: 'RFC 4648 §4 of RFC 7468',
  },
  {
    // NTLM messages 1 to 3 in base64, wherever they stand
    id: 'ntlm-message',
    pattern: /TlRMTVNTU[A-Za-z0-9+/]{12,4000}={0,2}/g,
    replacement: '[secret]',
    samples: [['TlRMTVNTUAADAAAAGAAYAHgAAAAYABgA', 'GAAYAHgA']],
    not: ['TlRMTVNTU'],
    source: 'MS-NLMP §2.2.1: NTLMSSP\\0',
  },
  {
    // kubeconfigs (client-key-data), Secrets (tls.key, .dockerconfigjson, ssh-privatekey), docker's config.json (auth)
    id: 'data-field',
    pattern:
      /((?:key[_-]data|\.key|\bkey\.pem|\bdockerconfigjson|\bdockercfg|ssh-privatekey|\b_?auth|\bidentitytoken|\bregistrytoken|\btoken-secret|keystore\.jks|\bpfx|\bpkcs12|\.p12|\.pfx)(?:\\{0,7}["'])?\s{0,4}[:=]\s{0,4}(?:\\{0,7}["'])?(?:[|>][+-]?\s{1,40})?)(?!LS0tLS1CRUdJTi(?:BQVUJMSUMg|BXSVRISEVMR|BMT0NLRUQg|BEQU1BR0VE))[A-Za-z0-9+/_-]{12,30000}={0,2}/g,
    replacement: '$1[data]',
    only: /[_-]data|\.key|key\.pem|docker|ssh-priv|auth|token|\.jks|\.p12|pfx|pkcs12/,
    samples: [
      ['client-key-data: QUJDREVGR0hJSktMTU5P', 'QUJDREVG'],
      ['tls.key: QUJDREVGR0hJSktMTU5P', 'QUJDREVG'],
      ['tls.key: |\n  QUJDREVGR0hJSktMTU5P', 'QUJDREVG'],
      ['"auth": "Ym9iOmh1bnRlcjIy"', 'Ym9iOmh1'],
      ['.dockerconfigjson: eyJhdXRocyI6e319', 'eyJhdXRo'],
      ['client_key_data: QUJDREVGR0hJSktMTU5P', 'QUJDREVG'],
      ['key.pem: QUJDREVGR0hJSktMTU5P', 'QUJDREVG'],
      ['"pfx": "MIIKZAIBAzCCCiAGCSqGSIb3DQEHAaCC"', 'MIIKZAIB'],
    ],
    // A public half that a collector put there begins as LS0tLS1CRUdJTiBQVUJMSUMg does.
    not: ['tls.key: /etc/tls.key', 'auth: ok', 'open /etc/kubernetes/pki/ca.key: no such file or directory'],
    source: 'k8s.io/client-go api/v1 types, k8s.io/api core/v1 SecretType, docker config.json',
  },
  {
    // Certificates of a kubeconfig name persons; a collector has to send them
    id: 'certificate-data',
    pattern:
      /((?:certificate|authority)-data(?:\\{0,7}["'])?\s{0,4}[:=]\s{0,4}(?:\\{0,7}["'])?)[A-Za-z0-9+/_-]{12,30000}={0,2}/g,
    replacement: '$1[data]',
    only: /-data/,
    analyzed: true,
    samples: [['client-certificate-data: LS0tLS1CRUdJTiBDRVJU', 'LS0tLS1CRUdJTiBDRVJU']],
    not: ['data: x'],
    source: 'k8s.io/client-go api/v1 types',
  },
  {
    // A line of a key, apart from its head: 60 to 76 characters of base64, no hash (hexadecimal), no path.
    id: 'base64-line',
    pattern:
      /(^|[\s>|])(?=[A-Za-z0-9+/=]{0,30}[G-Zg-z+/])(?=[A-Za-z+/]{0,75}\d)(?=[^a-z\n]{0,75}[a-z])(?=[^A-Z\n]{0,75}[A-Z])(?:[A-Za-z0-9+/]{64}|[A-Za-z0-9+/]{60,76}={0,2})$/gm,
    replacement: '$1[base64]',
    analyzed: true,
    samples: [['MIIEowIBAAKCAQEAt2b1qX3nq8Jx0v0mJ1lK3p0w9yV6a4b5c6d7e8f9g0hAiBjC', 'MIIEowIB']],
    not: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    source: 'RFC 7468 §2: 64 characters a line',
  },
  {
    // A line that is an answer to a login, by its padding: without it, it could be anybody's name
    id: 'base64-alone',
    pattern:
      /^([ \t]{0,8})(?=[A-Za-z0-9+/]{0,400}[\dA-Z])(?:[A-Za-z0-9+/]{4}){1,100}(?:[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)(?=[ \t]{0,8}\r?$)/gm,
    replacement: '$1[base64]',
    analyzed: true,
    samples: [['WnE3eENhbmFyeQ==', 'WnE3eENhbmFy']],
    not: ['0123456789abcdef', 'kube-apiserver', 'CustomerPortal01', 'Website1', 'x=='],
    source: 'RFC 4648 §4',
  },
];
