import type { SecretShape } from './shape.ts';

/** Passwords in statements, tools, files and hashes of databases. */
export const databaseShapes: readonly SecretShape[] = [
  {
    // CREATE USER x WITH ENCRYPTED PASSWORD 'y', ALTER LOGIN x WITH PASSWORD = N'y', ALTER ROLE x PASSWORD 'y'
    id: 'sql-user',
    pattern:
      /(\b(?:create|alter)[ \t]{1,4}(?:user|role|login|group)\s[^\r\n;]{0,200}?\bpassword\s{0,3}=?\s{0,3}N?)'(?!\[)(?:[^'\r\n]|''){1,400}'/gi,
    replacement: '$1[secret]',
    only: /password/i,
    samples: [
      ["CREATE USER app WITH ENCRYPTED PASSWORD 'hunter22';", 'hunter22'],
      ["ALTER LOGIN sa WITH PASSWORD = N'hun''ter22' UNLOCK", 'ter22'],
      ["ALTER ROLE app PASSWORD 'hunter22'", 'hunter22'],
    ],
    not: ['ALTER USER app PASSWORD EXPIRE', 'ALTER ROLE app PASSWORD NULL'],
    source: 'PostgreSQL CREATE ROLE, SQL Server ALTER LOGIN',
  },
  {
    // Oracle takes the password as a word, or its hash
    id: 'oracle-identified',
    pattern:
      /(\b(?:create|alter)[ \t]{1,4}user[ \t]{1,4}\S{1,128}[ \t]{1,4}identified[ \t]{1,4}by[ \t]{1,4}|\bidentified[ \t]{1,4}by[ \t]{1,4}values[ \t]{1,4}')(?!values\b|['"[])[^\s;']{3,400}/gi,
    replacement: '$1[secret]',
    only: /identified/i,
    samples: [
      ['CREATE USER app IDENTIFIED BY hunter22 DEFAULT TABLESPACE x', 'hunter22'],
      ["IDENTIFIED BY VALUES 'S:0A1B2C3D4E5F'", '0A1B2C3D'],
    ],
    not: ['users are identified by name'],
    source: 'Oracle SQL reference, CREATE USER',
  },
  {
    // md5 of PostgreSQL, SCRAM verifiers, mysql_native_password, NT hashes of a dump
    id: 'database-hash',
    pattern:
      /(?<![\w/.-])(md5(?=[0-9a-f]{32}\b)|SCRAM-SHA-(?:1|256|512)\$\d{1,7}:|\*(?=[0-9A-F]{40}\b)|[\w$.-]{1,64}:\d{1,7}:(?=[0-9a-f]{32}:[0-9a-f]{32}:::))(?:[0-9A-Fa-f]{32,40}(?::[0-9a-f]{32})?|[A-Za-z0-9+/]{4,100}={0,2}\$[A-Za-z0-9+/=:]{8,400})/g,
    replacement: '$1[hash]',
    only: /md5|SCRAM|\*|:::/,
    samples: [
      ['"app" "md5a0b1c2d3e4f5061728394a5b6c7d8e9f"', 'a0b1c2d3'],
      ['SCRAM-SHA-256$4096:c2FsdHNhbHQ=$c3RvcmVka2V5:c2VydmVya2V5', 'c3RvcmVka2V5'],
      ["AS '*6BB4837EB74329105EE4568DDA7DC67ED2CA2AD9'", '6BB4837EB743'],
      ['bob:1001:aad3b435b51404eeaad3b435b51404ee:31d6cfe0d16ae931b73c59d7e0c089c0:::', '31d6cfe0'],
    ],
    not: ['md5 a0b1c2d3e4f5061728394a5b6c7d8e9f', 'SCRAM-SHA-256 is used', 'Content-MD5: x'],
    source: 'PostgreSQL pg_authid, RFC 5803, MySQL caching, smbpasswd(5)',
  },
  {
    // host:port:database:user:password
    id: 'pgpass',
    pattern:
      /(?<![\w.*:/-])((?:\*|localhost|[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}):(?:\*|\d{2,5}):(?:\*|[\w$-]{1,63}):(?=[^\s:]{0,63}[A-Za-z])[\w$.@-]{1,63}:)(?!\[|\d{1,6}(?::|$|\s))[^\s:"'@/]{4,200}(?=["'<,;\s]|$|\\n)/gm,
    replacement: '$1[secret]',
    only: /:(?:\*|\d{2,5}):/,
    samples: [
      ['db1.contoso.com:5432:shop:app:hunter22', 'hunter22'],
      ['*:*:*:postgres:hunter22', 'hunter22'],
    ],
    not: ['at 10.0.0.1:5432:x', 'java.base:17:a:b:12'],
    source: 'PostgreSQL, The Password File',
  },
  {
    // expdp system/hunter22, sqlplus -s sys/hunter22 as sysdba, rman target sys/hunter22@orcl
    id: 'oracle-tool',
    pattern:
      /(\b(?:sqlplus|expdp|impdp|exp|imp|sqlldr|rman|tnsping|dgmgrl|asmcmd)(?:\.exe)?[ \t]{1,3}(?:(?:-\w{1,10}|target|auxiliary|catalog|userid=?)\s{0,3}){0,5}["']?[A-Za-z][\w$#]{0,29}\/)(?!\[|\/)[^\s@/"']{3,60}(?=["'@]|\s|$)/gm,
    replacement: '$1[secret]',
    only: /sqlplus|exp|imp|sqlldr|rman|dgmgrl/,
    samples: [
      ['sqlplus -s sys/hunter22 as sysdba', 'hunter22'],
      ['expdp system/hunter22@orcl schemas=x', 'hunter22'],
      ['rman target sys/hunter22', 'hunter22'],
    ],
    not: ['sqlplus / as sysdba', 'rman target /', 'exp 1/200 x'],
    source: 'Oracle utilities, the logon string',
  },
  {
    // app:hunter22@tcp(db1:3306)/shop, exporter:hunter22@(db1:3306)/
    id: 'go-dsn',
    pattern:
      /(?<![\w/.-])([\w.-]{1,64}:)(?!\[)[^\s"'/[\]]{1,200}@(?=(?:tcp|udp|unix|cloudsql)?\([\w/.:[\]-]{1,253}\))/g,
    replacement: '$1[secret]@',
    only: /@\w{0,8}\(/,
    samples: [
      ['DSN=app:hunter22@tcp(db1:3306)/shop', 'hunter22'],
      ['exporter:hunter22@(db1:3306)/', 'hunter22'],
    ],
    not: ['at main@(eval)'],
    source: 'go-sql-driver/mysql, DSN',
  },
  {
    // AUTH hunter22 and AUTH user hunter22 of Redis, at its prompt or as a line; >hunter22 of an ACL
    id: 'redis-auth',
    pattern:
      /((?:^[\w.-]{1,253}:\d{2,5}>|^)[ \t]{0,4}AUTH[ \t]{1,4}(?:[\w.-]{1,64}[ \t]{1,4})?"?|\buser[ \t]{1,4}\S{1,64}[ \t]{1,4}(?:on|off)[ \t]{1,4}(?:[~+&][^\s]{1,64}[ \t]{1,4}){0,8}>)(?!\[|PLAIN|LOGIN|XOAUTH|OAUTH|CRAM|DIGEST|NTLM|GSSAPI|EXTERNAL|SCRAM)(?=[^\s]{0,200}[\d!$%^&*_+=~-])[^\s"]{4,400}(?="?(?:\s|$))/gm,
    replacement: '$1[secret]',
    only: /AUTH|user/,
    samples: [
      ['127.0.0.1:6379> AUTH default hunter22', 'hunter22'],
      ['AUTH hunter22', 'hunter22'],
      ['user app on >hunter22 ~* +@all', 'hunter22'],
    ],
    not: ['AUTH failed', 'AUTH LOGIN PLAIN', 'user bob on host-22'],
    source: 'Redis commands AUTH and ACL SETUSER',
  },
];
