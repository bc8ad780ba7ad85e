import type { FaultRow } from './fault-row.ts';

/** What Postfix answers or notes of a mail where a table cannot be asked. */
const ofTables =
  /Temporary lookup failure|local data error|alias database unavailable|user lookup error|address resolver failure|mail transport unavailable|unknown mail transport error|server configuration (?:error|problem)/i;

/** What Postfix needs beside itself: tables, databases, login, filters, certificates, its own transports. */
export const postfixParts: readonly FaultRow[] = [
  {
    id: 'postfix-plug-ins',
    kind: 'cause',
    matches: /file is owned or writable by non-root users -- skipping this file/,
    stops: ofTables,
    says: 'Postfix ignores the list of its plug-ins, because others than root may write it: table types are missing.',
    next: [
      '`chown root:root` and `chmod 644` on the file that is named (dynamicmaps.cf and dynamicmaps.cf.d/*), then `postfix reload`.',
    ],
    samples: [
      'warning: /etc/postfix/dynamicmaps.cf: file is owned or writable by non-root users -- skipping this file',
    ],
    source: 'Postfix src/global/dynamicmaps.c',
  },
  {
    id: 'postfix-table-type',
    kind: 'cause',
    matches: /unsupported (?:dictionary|map) type(?: for this operation)?: \S/,
    stops: ofTables,
    says: 'Postfix does not know the type of a table that its settings name.',
    next: [
      '`postconf -m` lists the types it knows: install the plug-in of the type (postfix-lmdb, postfix-pcre, postfix-mysql …), or name the table by a type it knows and make it anew with postmap.',
    ],
    samples: [
      'error: unsupported dictionary type: hash',
      'postalias: fatal: unsupported dictionary type: lmdb. Is the postfix-lmdb package installed?',
      'postalias: fatal: unsupported map type for this operation: lmdb',
    ],
    not: ['error: open database /etc/aliases.db: No such file or directory'],
    source: 'Postfix src/util/dict_open.c, src/global/mkmap_open.c',
  },
  {
    id: 'postfix-table-file',
    kind: 'cause',
    matches:
      /(?:error|fatal): open (?:database|dictionary:?|file) (?!\S{0,200}(?:main|master)\.cf)\S.{0,200}?: |warning: \S{1,200} is unavailable\. open (?:database|file) /,
    stops: ofTables,
    says: 'Postfix cannot use a table: its file is missing or cannot be read.',
    next: [
      'Make the table that is named anew: `postmap TYPE:FILE`, for aliases `newaliases`; "Permission denied": the daemons read it as the mail owner.',
    ],
    samples: [
      'error: open database /etc/aliases.db: No such file or directory',
      'warning: hash:/etc/aliases is unavailable. open database /etc/aliases.db: No such file or directory',
    ],
    not: [
      'error: unsupported dictionary type: hash',
      'warning: database /etc/aliases.db is older than source file /etc/aliases',
      'fatal: open file /etc/postfix/main.cf: No such file or directory',
    ],
    source: 'Postfix src/util/dict_db.c, dict_lmdb.c, dict_surrogate.c, dict_open.c',
  },
  {
    id: 'postfix-file',
    kind: 'cause',
    matches:
      /(?:error|fatal): open (?!\S{0,200}(?:main|master)\.cf)\/\S{1,200}: (?:No such file|Permission denied|Is a directory|Too many open files)/,
    says: 'Postfix cannot open a file that its settings name: it is missing or may not be read.',
    next: ['Make the file that is named, correct its owner and mode, or take it out of the settings: `postconf -n`.'],
    samples: [
      'fatal: open /etc/postfix/header_checks: No such file or directory',
      'postmap: fatal: open /etc/postfix/transport: Permission denied',
    ],
    not: [
      'fatal: open /etc/postfix/main.cf: No such file or directory',
      'fatal: open lock file pid/master.pid: unable to set exclusive lock',
    ],
    source: 'Postfix src/util/vstream_popen.c, dict_regexp.c, src/postmap/postmap.c',
  },
  {
    id: 'postfix-table-database',
    kind: 'cause',
    matches:
      /warning: (?:connect to (?:(?:mysql|pgsql|Memcache) server|TCP map) |dict_(?:mysql|pgsql|ldap|mongodb)\w{0,30}: .{0,200}?(?:Can't|cannot|Unable to (?:bind|connect|init)|failed|refused)|(?:(?:mysql|pgsql):\S{1,200}:|mysql|pgsql) query failed|dict_ldap\w{0,30}: .{0,100}Search error)/i,
    stops: ofTables,
    says: 'Postfix cannot ask the database or program that holds a table of it: addresses are put off until it answers.',
    next: [
      'Try it with the settings of the table: `postmap -q user@example.com TYPE:FILE`; then see whether it runs and lets this host in.',
    ],
    samples: [
      "warning: connect to mysql server 127.0.0.1: Can't connect to MySQL server on '127.0.0.1' (111)",
      "warning: dict_ldap_connect: Unable to bind to server ldap://ldap.example.net as cn=mail: -1 (Can't contact LDAP server)",
      'warning: connect to TCP map 127.0.0.1:12345: Connection refused',
      'warning: mysql:/etc/postfix/users.cf: query failed: Table mail.users does not exist',
    ],
    not: ['warning: connect to Milter service inet:localhost:8891: Connection refused'],
    source: 'Postfix src/global/dict_mysql.c, dict_pgsql.c, dict_ldap.c, src/util/dict_tcp.c',
  },
  {
    id: 'postfix-restriction',
    kind: 'cause',
    matches: /warning: unknown smtpd restriction: /,
    stops: /server configuration (?:error|problem)/i,
    says: 'Postfix does not know a restriction that its settings name: smtpd puts off every mail that comes to it (451 4.3.5).',
    next: [
      'Look for the name that is quoted: `postconf -n | grep _restrictions`; correct it, or take it out, then `postfix reload`.',
    ],
    samples: ['warning: unknown smtpd restriction: "reject_unknown_sender"'],
    not: ["warning: restriction `reject_rbl_client' after `reject' is ignored"],
    source: 'Postfix src/smtpd/smtpd_check.c, generic_checks, reject_server_error',
  },
  {
    id: 'postfix-login-service',
    kind: 'cause',
    matches:
      /warning: SASL: Connect to \S{1,200} failed: |warning: SASL authentication (?:failure|problem): (?:cannot connect to saslauthd server|unable to open \S{1,80} db)|fatal: no SASL authentication mechanisms|warning: xsasl_\w{1,40}: .{0,160}(?:No such file|Connection refused|Permission denied)/,
    says: 'smtpd of Postfix does not reach the service that checks logins (Dovecot, Cyrus): nobody can log in.',
    next: [
      'What does the log name? Of saslauthd: `systemctl status saslauthd`, and where smtpd is chrooted its socket has to be in the chroot.',
      'Does Dovecot run, and is its auth socket where `postconf smtpd_sasl_path` says, owned by postfix? (10-master.conf: unix_listener)',
    ],
    samples: [
      'warning: SASL: Connect to private/auth failed: No such file or directory',
      'fatal: no SASL authentication mechanisms',
      'warning: SASL authentication failure: cannot connect to saslauthd server: No such file or directory',
    ],
    not: ['warning: unknown[192.0.2.7]: SASL LOGIN authentication failed: UGFzc3dvcmQ6'],
    source: 'Postfix src/xsasl/xsasl_dovecot_server.c, src/smtpd/smtpd_sasl_glue.c',
  },
  {
    id: 'postfix-filter',
    kind: 'cause',
    matches:
      /warning: (?:connect to Milter service \S{1,200}: |milter \S{1,200}: (?:can't read|EOF while|error writing|read error in initial|write error in initial))/,
    says: 'A filter (milter) that Postfix asks for every mail does not answer.',
    next: [
      'Start the filter that is named (opendkim, rspamd, amavis …), or take it out of smtpd_milters and non_smtpd_milters; milter_default_action says what happens until then.',
    ],
    samples: [
      'warning: connect to Milter service inet:localhost:8891: Connection refused',
      "warning: milter inet:localhost:11332: can't read SMFIC_BODYEOB reply packet header: Success",
    ],
    not: ['warning: connect to transport private/amavis: Connection refused'],
    source: 'Postfix src/milter/milter8.c',
  },
  {
    id: 'postfix-transport',
    kind: 'cause',
    matches: /warning: connect to transport \S{1,200}: |fatal: timeout connecting to transport: /,
    stops: /mail transport unavailable|unknown mail transport error/i,
    says: 'Postfix cannot hand mails to a transport of its own: master.cf does not have it, or its daemon does not run.',
    next: [
      'The quoted line names the transport: look for it in master.cf (`postconf -M`) and in transport_maps, content_filter and default_transport; its daemon says above why it ends.',
    ],
    samples: [
      'warning: connect to transport private/amavis: Connection refused',
      'warning: connect to transport private/slow: No such file or directory',
    ],
    not: ['warning: connect to Milter service inet:localhost:8891: Connection refused'],
    source: 'Postfix src/qmgr/qmgr_transport.c',
  },
  {
    id: 'postfix-certificate',
    kind: 'cause',
    matches:
      /warning: .{0,300}?(?:disabling TLS support|TLS library problem: .{0,120}(?:PEM|key values mismatch|no start line))|warning: (?:No server certs available|error (?:opening chain file|loading (?:private keys?|certificate)))/,
    says: 'Postfix has switched off TLS: it cannot use its certificate or key.',
    next: [
      'The quoted line names the file: does it exist, may root read it, and do certificate and key belong together?',
    ],
    samples: [
      'warning: cannot get RSA certificate from file "/etc/ssl/certs/mail.pem": disabling TLS support',
      'warning: error opening chain file: /etc/postfix/chain.pem: No such file or directory',
    ],
    not: ['warning: TLS library problem: error:14094416:SSL routines:ssl3_read_bytes:sslv3 alert certificate unknown:'],
    source: 'Postfix src/tls/tls_certkey.c, tls_server.c',
  },
  {
    id: 'postfix-process-limit',
    kind: 'cause',
    matches: /warning: service "\S{1,80}" \(\S{1,80}\) has reached its process limit "\d{1,9}"/,
    says: 'A service of Postfix has as many processes as it may have: new clients wait.',
    next: [
      'Raise its process count in master.cf (maxproc) or default_process_limit, or find what keeps its processes busy: slow filters, DNS, clients that hold connections.',
    ],
    samples: [
      'warning: service "smtp" (25) has reached its process limit "100": new clients may experience noticeable delays',
    ],
    source: 'Postfix src/master/master_avail.c',
  },
  {
    id: 'postfix-crash',
    kind: 'cause',
    matches: /warning: process \S{1,200} pid \d{1,9} killed by signal (?!15\b)\d{1,3}/,
    stops: /mail transport unavailable|unknown mail transport error/i,
    says: 'A daemon of Postfix was killed by a signal: it crashes (11, 6), or the kernel ends it (9).',
    next: [
      '9: look for "Out of memory" in `dmesg`. 11, 6, 7: a broken library or plug-in; reinstall Postfix and its plug-ins, and see what was updated.',
    ],
    samples: ['warning: process /usr/lib/postfix/sbin/smtpd pid 4711 killed by signal 11'],
    not: ['warning: process /usr/lib/postfix/sbin/smtpd pid 4711 exit status 1'],
    source: 'Postfix src/master/master_spawn.c',
  },
  {
    id: 'postfix-table-lookup',
    kind: 'state',
    matches:
      /warning: (?:[a-z]{2,12}:){1,3}\S{1,200}(?:: table lookup problem| lookup error for "|: lookup error for )|map lookup problem for /,
    stops: ofTables,
    says: 'Postfix cannot look something up in a table: mails are put off until it can (Temporary lookup failure).',
    next: [
      "The quoted line names the table; ask it with an address: `postmap -q user@example.com TYPE:FILE`. A line above often says why: `grep -E 'warning: (connect to|.*query failed|dict_)'`.",
    ],
    samples: [
      'warning: hash:/etc/postfix/access: table lookup problem',
      'warning: proxy:mysql:/etc/postfix/virtual.cf lookup error for "reader@example.net"',
      'warning: 0A1322CF16C: virtual_alias_maps map lookup problem for reader@example.net -- message not accepted, try again later',
    ],
    not: ['warning: 7.100.51.198.bl.example.net: RBL lookup error: Host not found, try again'],
    source: 'Postfix src/smtpd/smtpd_check.c, src/global/maps.c, src/cleanup/cleanup_map1n.c',
  },
  {
    id: 'postfix-daemon-ends',
    kind: 'state',
    matches:
      /warning: \S{1,200}: bad command startup -- throttling|warning: process \S{1,200} pid \d{1,9} exit status \d/,
    stops: /mail transport unavailable|unknown mail transport error/i,
    says: 'A daemon of Postfix ends with an error, mostly as soon as it is started.',
    next: ["It says why itself, a moment before: `grep -E 'postfix/.*(fatal|panic|error): '` in the mail log."],
    samples: [
      'warning: /usr/lib/postfix/sbin/smtpd: bad command startup -- throttling',
      'warning: process /usr/lib/postfix/sbin/smtpd pid 4711 exit status 1',
    ],
    not: ['warning: process /usr/lib/postfix/sbin/smtpd pid 4711 killed by signal 11'],
    source: 'Postfix src/master/master_spawn.c',
  },
  {
    id: 'postfix-down',
    kind: 'state',
    matches:
      /(?:fatal|warning): (?:Queue report unavailable - mail system is down|Cannot flush mail queue - mail system is down|Mail system is down|the Postfix mail system is not running|mail system startup failed|daemon initialization failure|unable to contact the \S{1,60} service|connect to public\/(?:cleanup|pickup|qmgr): )/,
    says: 'Postfix does not run.',
    next: ['`postfix check`, then `postfix start`; what stops it stands in the mail log.'],
    samples: [
      'fatal: Queue report unavailable - mail system is down (Connect to the Postfix showq service: Connection refused)',
      'fatal: the Postfix mail system is not running',
    ],
    not: ['fatal: the Postfix mail system is already running'],
    source: 'Postfix src/postqueue/postqueue.c, conf/postfix-script',
  },
];
