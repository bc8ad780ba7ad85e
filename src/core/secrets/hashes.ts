import type { SecretShape } from './shape.ts';

/** Hashes of passwords, which can be guessed at leisure. Hashes of contents (Git, images, files) are none. */
export const hashShapes: readonly SecretShape[] = [
  {
    // root:$6$salt$hash:19000, bcrypt, Apache, argon2
    id: 'crypt-hash',
    pattern:
      /(\$(?:[1567y]|gy|2[abxy]?|sha1|apr1|argon2(?:id|i|d)|scrypt|s0|pbkdf2[\w-]{0,12}|bcrypt-sha256)\$)(?=[^\s:"',]{0,400}[A-Z\d])[^\s:"',]{8,400}/g,
    replacement: '$1[hash]',
    only: /\$/,
    samples: [
      ['root:$6$salt$Abcdef0123456789:19000:0', 'Abcdef0123456789'],
      ['$2y$10$AbcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234', 'Abcdefghij'],
      ['bob:$apr1$x$Abcdef01', 'Abcdef01'],
    ],
    not: ['cost $5$', 'echo $1$2'],
    source: 'crypt(5)',
  },
  {
    id: 'ldap-hash',
    pattern:
      /(\{(?:S?SHA(?:256|384|512)?|S?MD5|CRYPT|SMD5|PBKDF2[\w-]{0,10}|ARGON2|BCRYPT|BLF-CRYPT|PLAIN|CLEARTEXT)\})(?!\[)[^\s"',]{6,400}/g,
    replacement: '$1[hash]',
    only: /\{[A-Z]/,
    samples: [['userPassword: {SSHA}Abcdef0123456789==', 'Abcdef0123']],
    not: ['{SHA256} of it'],
    source: 'RFC 2307 §5.3, Dovecot password schemes',
  },
  {
    id: 'framework-hash',
    pattern:
      /\b((?:pbkdf2_sha(?:1|256|512)|pbkdf2:sha(?:1|256|512)|scrypt:\d{1,6})(?::\d{1,8}){0,2}\$)(?!\[)[^\s"',]{8,400}/g,
    replacement: '$1[hash]',
    samples: [['pbkdf2_sha256$600000$salt$Abcdef0123=', 'Abcdef0123']],
    not: ['pbkdf2_sha256 is used'],
    source: 'Django and Werkzeug password hashes',
  },
];
