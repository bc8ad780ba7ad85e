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

test.each([
  ['in a reply', '550 5.1.1 <anna@contoso.com>: Recipient address rejected'],
  ['with a tag, or bounced through a list', 'from=<bounces+anna=contoso.com@lists.example.org>'],
  ['with a quoted local part', 'to=<"anna.b"@contoso.com>'],
  ['percent-encoded', 'GET /unsubscribe?mail=anna%40contoso.com'],
  ['in another script', 'an <anna.müller@bücher.example>'],
  ['at a host without a dot', 'to=<anna@mail01>, relay=local'],
  ['with a display name', 'From: "Anna B." <anna@contoso.com>'],
])('an address is found %s', (_, text) => {
  const redacted = createRedactor().text(text);
  expect(redacted).toMatch(/user-1@/);
  expect(redacted).not.toMatch(/anna/i);
});

test.each([
  ['by its field', 'message-id=<20260302.ab12@mail.contoso.com>', 'message-id=<id-1@mail.contoso.com>'],
  ['by JavaMail', '<12.34.1772440209.JavaMail.app@web1.contoso.com>', '<id-1@web1.contoso.com>'],
  [
    'by a mailbox server as its host',
    '250 2.6.0 <AM0PR04MB12345678@AM0PR04MB1234.eurprd04.prod.outlook.com> Queued',
    '250 2.6.0 <id-1@AM0PR04MB1234.eurprd04.prod.outlook.com> Queued',
  ],
])('a Message-ID is no person, known %s', (_, text, redacted) => {
  expect(createRedactor().text(text)).toBe(redacted);
  expect(createRedactor().text(redacted)).toBe(redacted);
});

describe.each([
  ['a password that a debug log shows in base64', 'CLIENT -> SERVER: aHVudGVyMjI=', 'aHVudGVyMjI'],
  ['the prompt for it', 'S: 334 UGFzc3dvcmQ6', 'UGFzc3dvcmQ6'],
  ['the subject of a mail', "Sending mailitem Subject='Your invoice 4711' From='null'", 'invoice'],
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

test('a document is looked through once more, and what is an alias stays', () => {
  const redact = createRedactor();
  const shown = redact.text('to=<anna@contoso.com>');
  expect(redact.sealed(`| ${shown} | 'user-1@contoso.com' bob@contoso.com`)).toBe(
    `| ${shown} | 'user-1@contoso.com' user-2@contoso.com`,
  );
});

test('looking through JSON once more leaves it JSON', () => {
  const json = String.raw`{"a":"\nanna@contoso.com","b":"\u202euser-1@contoso.com","c":"\tid-3@contoso.com"}`;
  const sealed = createRedactor().sealed(json);
  expect(JSON.parse(sealed)).toEqual({
    a: '\nuser-1@contoso.com',
    b: '\u202euser-1@contoso.com',
    c: '\tid-3@contoso.com',
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
