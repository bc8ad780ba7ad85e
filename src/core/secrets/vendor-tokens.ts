import type { SecretShape } from './shape.ts';
import { tokenPrefixes } from './token-prefixes.ts';

/** Tokens that services give out, known by how they begin. */
export const vendorShapes: readonly SecretShape[] = [
  {
    id: 'json-web-token',
    pattern: /\beyJ[\w-]{5,8000}\.[\w-]{4,8000}(?:\.[\w-]{0,8000}){0,3}={0,2}/g,
    replacement: '[token]',
    only: /eyJ/,
    samples: [['t eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-DEF_1', 'eyJzdWIi']],
    not: ['eyJust.a'],
    source: 'RFC 7519 §3.1, RFC 7516 §3.1',
  },
  {
    id: 'aws-key-id',
    pattern: /\b((?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[A-Z0-9]{4})[A-Z0-9]{12}\b/g,
    replacement: '$1[secret]',
    samples: [['AKIAIOSFODNN7EXAMPLE', 'ODNN7EXAMPLE']],
    not: ['AKIAIOSFODNN'],
    source: 'AWS IAM identifiers',
  },
  {
    id: 'prefixed-token',
    pattern: new RegExp(
      `(?<![A-Za-z0-9_-])(${tokenPrefixes.map(([, begins]) => begins.source).join('|')})[A-Za-z0-9_.~+/=-]{16,4000}`,
      'g',
    ),
    replacement: '$1[secret]',
    only: /[A-Za-z0-9_.~+/=-]{16}/,
    samples: [
      ['AIzaSyA1234567890abcdefghijklmnopqrstuv', 'SyA1234567890'],
      ['xoxb-123456789012-abcdefghijklmnop', '123456789012'],
      ...tokenPrefixes.map(([, , token]): [string, string] => [token, token.slice(-8)]),
    ],
    not: [
      'SG.1',
      'sk-learn',
      'key-value',
      'ghp_short',
      'pul-x',
      're_try',
      'secret_name',
      'md-workers-7f8c9-abcdef-x2',
      'patched.0123456789abcdef',
      'API-server-is-not-reachable',
    ],
    source: 'gitleaks config/gitleaks.toml, the services own pages on token formats',
  },
  {
    // Terraform: two parts around a fixed word
    id: 'terraform-token',
    pattern: /\b[A-Za-z0-9]{6,20}(\.atlasv1\.)[A-Za-z0-9=_-]{40,100}/g,
    replacement: '[secret]$1[secret]',
    only: /atlasv1/,
    samples: [[`abcdef01234567.atlasv1.${'aB3'.repeat(22)}`, 'aB3aB3aB3']],
    not: ['x.atlasv1.y'],
    source: 'gitleaks hashicorp-tf-api-token',
  },
  {
    id: 'mailchimp-key',
    pattern: /\b[0-9a-f]{32}-us\d{1,2}\b/g,
    replacement: '[secret]',
    samples: [['0123456789abcdef0123456789abcdef-us12', '0123456789abcdef']],
    not: ['0123456789abcdef0123456789abcdef'],
    source: 'Mailchimp API keys',
  },
  {
    // Mailgun, New Relic, Discord bots, apps of Facebook, MaxMind, Flutterwave: known by their parts
    id: 'token-of-parts',
    pattern:
      /(?<![\w.-])(?:[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}|[0-9a-f]{30,36}(?:FFFF|ffff)NRAL|[MNO][A-Za-z\d_-]{23,27}\.[\w-]{6}\.[\w-]{27,40}|\d{15,16}\|[\w-]{27,40}|[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk|FLWSECK_TEST-[a-h0-9]{12})(?![\w.-])/g,
    replacement: '[secret]',
    samples: [
      ['0123456789abcdef0123456789abcdef-0123abcd-4567cdef', '0123456789abcdef'],
      ['0123456789abcdef0123456789abcdefFFFFNRAL', '0123456789abcdef'],
      ['MTEyMjMzNDQ1NTY2Nzc4ODk5.GhIjKl.QwErTyUiOpAsDfGhJkLzXcVbNmQwErTyUiOp', 'QwErTyUi'],
      ['123456789012345|abcdefghijklmnopqrstuvwxyz0', 'abcdefghij'],
      ['abcDEF_abcdefghijklmnopqrstuvwxyz012_mmk', 'abcdefghij'],
      ['FLWSECK_TEST-0123abcdefgh', '0123abcdefgh'],
    ],
    not: ['0123456789abcdef0123456789abcdef-0123', 'MyNamespace.Module.ClassName'],
    source: 'the pages of those services on their keys; gitleaks config/gitleaks.toml',
  },
  {
    id: 'telegram-token',
    pattern: /\b(\d{8,10}:)AA[\w-]{30,40}/g,
    replacement: '$1[secret]',
    samples: [['123456789:AAabcdefghijklmnopqrstuvwxyz0123456', 'abcdefghij']],
    not: ['12345678:AA'],
    source: 'Telegram Bot API',
  },
  {
    id: 'entra-client-secret',
    pattern: /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{30,40}/g,
    replacement: '[secret]',
    samples: [['abc8Q~abcdefghijklmnopqrstuvwxyz0123456789', 'abcdefghij']],
    not: ['8Q~abc'],
    source: 'gitleaks azure-ad-client-secret',
  },
  {
    // Storage keys are 64 bytes; newer keys of other services say in the middle whose they are
    id: 'azure-key',
    pattern:
      /(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{86}==|[A-Za-z0-9+/]{33}(?:AIoT|\+ASb|\+AEh|\+ARm)[A-Za-z0-9+/]{5}[AQgw]=|[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{26})/g,
    replacement: '[secret]',
    only: /[A-Za-z0-9+/]{41}/,
    samples: [[`${'aB3'.repeat(28)}aB==`, 'aB3aB3aB3']],
    not: [`${'aB3'.repeat(20)}==`],
    source: 'Azure Storage account keys; identifiable keys of Azure services',
  },
  {
    // abcdef.0123456789abcdef: the second part is the secret, and has a digit
    id: 'kubeadm-token',
    pattern:
      /(?<![A-Za-z0-9._/-])([a-z0-9]{6}\.)(?!1[0-9a-f]{15}\b)(?=[a-z]{0,15}\d)[a-z0-9]{16}(?![A-Za-z0-9_-]|\.\w)/g,
    replacement: '$1[secret]',
    samples: [['kubeadm join 10.0.0.1:6443 --token abcdef.0123456789abcdef', '0123456789abcdef']],
    // The third is the name of an event.
    not: ['server.internalnetworks', 'sha256:abcdef.', 'holder.18ec42f8e0396e66'],
    source: 'kubernetes.io bootstrap tokens',
  },
  {
    id: 'kubeadm-token-named',
    pattern: /(token["']?[ \t:=]{1,4}["']?[a-z0-9]{6}\.)[a-z0-9]{16}\b/gi,
    replacement: '$1[secret]',
    only: /token/i,
    samples: [['Using token: abcdef.abcdefghijklmnop', 'abcdefghijklmnop']],
    not: ['tokens abcdef.svc'],
    source: 'kubernetes.io bootstrap tokens',
  },
  {
    id: 'kubeadm-certificate-key',
    pattern: /(certificate[ -]?key["']?[\s:=]{1,6}["']?)[0-9a-f]{64}\b/gi,
    replacement: '$1[secret]',
    samples: [[`--certificate-key ${'0123456789abcdef'.repeat(4)}`, '0123456789abcdef']],
    not: [`--discovery-token-ca-cert-hash sha256:${'0123456789abcdef'.repeat(4)}`],
    source: 'kubeadm init phase upload-certs',
  },
];
