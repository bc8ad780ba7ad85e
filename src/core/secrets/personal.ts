import type { SecretShape } from './shape.ts';

/** What names persons beside their address. */
export const personalShapes: readonly SecretShape[] = [
  {
    id: 'subject',
    pattern: /(\bheader Subject: )[^;\n]{1,1000}/g,
    replacement: '$1[subject]',
    only: /Subject/,
    samples: [['warning: header Subject: Your invoice; from=<x>', 'invoice']],
    not: ['Subject to change'],
    source: 'Postfix header_checks WARN',
  },
  {
    id: 'subject-field',
    pattern: /(\bSubject=')[^'\n]{1,1000}/g,
    replacement: '$1[subject]',
    only: /Subject/,
    samples: [["Sending mailitem Subject='Your invoice 4711'", 'invoice']],
    not: [],
    source: 'Exchange and application logs',
  },
  {
    id: 'from-name',
    pattern: /(\bFromName=')[^'\n]{1,200}/g,
    replacement: '$1[name]',
    only: /FromName/,
    samples: [["FromName='Anna B.'", 'Anna']],
    not: [],
    source: 'application logs',
  },
  {
    // From: Anna Blau <a@contoso.com>, in a header
    id: 'bare-name',
    pattern:
      /((?<![\w-])(?:From|To|Cc|Bcc|Sender|Reply-To): {1,3}(?:[^\n<>]{0,40}<[^<>\s]{1,100}>, {1,3})?)(?!user-|id-|Mail Delivery|System Admin|Microsoft |Post[Mm]aster)(?=[\p{L}])[\p{L}\p{M}'.-]{1,40}(?: [\p{L}\p{M}'.-]{1,40}){1,4}(?= {1,2}<[^<>\s]{1,100}>)/gu,
    replacement: '$1[name]',
    only: /(?:From|To|Cc|Sender): /,
    samples: [
      ['From: Anna Blau <x@contoso.com>', 'Blau'],
      ['To: <b@contoso.com>, Bob Finch <x@contoso.com>', 'Finch'],
    ],
    not: ['From: <x>', 'Relaying to: host <x>'],
    source: 'RFC 5322 §3.4',
  },
  {
    // rfc822;anna+40contoso.com, as DSN extensions write an address
    id: 'xtext-address',
    pattern: /(\brfc822;)[^\s+@;,<>]{1,64}\+40(?=[\w.-]{3,253})/gi,
    replacement: '$1[name]@',
    only: /rfc822;/i,
    samples: [['ORCPT=rfc822;anna+40contoso.com', 'anna']],
    not: ['rfc822;x+4'],
    source: 'RFC 3461 §4',
  },
  {
    // =?utf-8?B?…?= of a subject or a name
    id: 'encoded-word',
    pattern: /(?<!message-id=)(?<!message-id=<)=\?[\w-]{1,40}\?(?:[Bb]\?[A-Za-z0-9+/=]{4,200}|[Qq]\?[^\s?]{4,200})\?=/g,
    replacement: '[name]',
    only: /=\?/,
    samples: [
      ['From: =?utf-8?B?QW5uYSBC?= <x>', 'QW5uYSBC'],
      ['From: =?utf-8?q?Anna_B=2E?= <x>', 'Anna'],
    ],
    not: ['a=?b', 'message-id==?UTF-8?B?PDE5?='],
    source: 'RFC 2047 §2',
  },
  {
    // /o=ExchangeLabs/ou=…/cn=Recipients/cn=…: the address of a mailbox within Exchange
    id: 'legacy-exchange-dn',
    pattern: /(\/cn=Recipients\/cn=)(?!\[)[^\s/;,"'<>@]{1,200}/gi,
    replacement: '$1[name]',
    only: /cn=/i,
    samples: [['/o=ExchangeLabs/ou=x/cn=Recipients/cn=anna', 'anna']],
    not: ['/o=ExchangeLabs/ou=x/cn=Configuration'],
    source: 'Exchange, attribute legacyExchangeDN',
  },
];
