import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedactor } from './redact.ts';

describe('addresses', () => {
  test('become aliases numbered by first appearance, the same for the same address in any case', () => {
    const redact = createRedactor();
    expect(redact.text('to=<anna@contoso.com>, cc=<bob@fabrikam.net>')).toBe(
      'to=<user-1@contoso.com>, cc=<user-2@fabrikam.net>',
    );
    expect(redact.text('Anna@Contoso.com again')).toBe('user-1@contoso.com again');
  });

  test('that an earlier run aliased stay, so a replay prints the same text', () => {
    const once = createRedactor().text('from=<anna@contoso.com> to=<bob@contoso.com>');
    expect(createRedactor().text(once)).toBe(once);
  });

  test('are found in every string of a value, keys included', () => {
    const value = { facts: { 'anna@contoso.com': 3, list: ['bob@contoso.com', 7, null] } };
    expect(createRedactor().deep(value)).toEqual({
      facts: { 'user-1@contoso.com': 3, list: ['user-2@contoso.com', 7, null] },
    });
  });
});

describe.each([
  ['a bearer token', 'Authorization: Bearer abcdef0123456789', 'abcdef0123456789'],
  ['a JSON web token', `token ${'eyJhbGciOiJIUzI1NiJ9'}.eyJzdWIiOiIxMjM0In0.abc-DEF_123`, 'eyJzdWIi'],
  ['a password in a connection string', 'Server=db;User Id=sa;Password=hunter22;', 'hunter22'],
  ['a password in a URL', 'smtp://mailer:s3cret@smtp.contoso.com:587', 's3cret'],
  ['an AUTH exchange', 'AUTH PLAIN AGFubmEAaHVudGVyMg==', 'AGFubmEAaHVudGVyMg'],
  ['kubeconfig key data', `client-key-data: ${'QUJD'.repeat(20)}`, 'QUJDQUJD'],
  ['an AWS key id', 'AKIAIOSFODNN7EXAMPLE', 'ODNN7EXAMPLE'],
  ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----', 'MIIEow'],
  ['a client secret', '"clientSecret": "q7~abcdefgh"', 'q7~abcdefgh'],
])('%s', (_, text, secret) => {
  test('is blanked out', () => {
    expect(text).toContain(secret);
    expect(createRedactor().text(text)).not.toContain(secret);
  });
});

test('text without secrets is left as it is', () => {
  const text = '4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending.';
  expect(createRedactor().text(text)).toBe(text);
});

test('redacting twice is redacting once, for any text', () => {
  fc.assert(
    fc.property(fc.string(), fc.emailAddress(), (text, address) => {
      const once = createRedactor().text(`${text} ${address}`);
      expect(createRedactor().text(once)).toBe(once);
    }),
  );
});
