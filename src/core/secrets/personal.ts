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
