import type { FaultRow } from './fault-row.ts';

/** Services in the master.cf that Postfix brings with it. */
const own =
  '(?:anvil|bounce|cleanup|defer|discard|dnsblog|error|flush|lmtp|local|postlog|proxymap|proxywrite|qmgr|relay|retry|rewrite|scache|showq|smtp|tlsmgr|tlsproxy|trace|verify|virtual)';

/** Services that Postfix asks: its own, and those that say what may come in or where it goes. */
export const postfixServices: readonly FaultRow[] = [
  {
    id: 'postfix-own-service',
    kind: 'state',
    matches: new RegExp(
      `(?:warning|fatal): (?:connect (?:#\\d{1,6} to subsystem \\w{1,20}|to private)/${own}: |problem talking to (?:service|server) (?:private/|public/)?${own}: )`,
    ),
    stops:
      /mail transport unavailable|unknown mail transport error|address resolver failure|queue file write error|Temporary lookup failure/i,
    says: 'A service of Postfix itself does not answer: master.cf does not have it, or it ends as soon as it is started.',
    next: [
      "Compare `postconf -M` with the master.cf of the package for the service that is named; what ends it stands in the mail log: `grep -E 'postfix/.*(fatal|panic): '`.",
    ],
    samples: [
      'warning: connect to private/tlsmgr: No such file or directory',
      'warning: connect #11 to subsystem private/rewrite: Connection refused',
      'warning: problem talking to service rewrite: Connection reset by peer',
    ],
    not: [
      'warning: connect to private/policyd-spf: Connection refused',
      'warning: connect to transport private/amavis: Connection refused',
    ],
    source: 'Postfix src/global/mail_connect.c, rewrite_clnt.c, src/util/attr_clnt.c, auto_clnt.c',
  },
  {
    // Besides smtpd_check.c, only clients of Postfix's own services talk through attr_clnt.c.
    id: 'postfix-policy-service',
    kind: 'cause',
    matches: new RegExp(`warning: problem talking to server (?!(?:private/)?${own}: )\\S{1,255}: `),
    stops: /Server configuration (?:problem|error)/i,
    says: 'smtpd of Postfix gets no answer from a policy service (check_policy_service): it puts mails off with 451 4.3.5 until it does, but for a default that was set.',
    next: [
      'Start the service that is named (postgrey, policyd-spf, a quota of Dovecot …), or take its check_policy_service out of the restrictions: `postconf -n | grep check_policy_service`.',
    ],
    samples: [
      'warning: problem talking to server 127.0.0.1:10023: Connection refused',
      'warning: problem talking to server private/policyd-spf: Connection timed out',
    ],
    not: [
      'warning: problem talking to server private/anvil: Connection refused',
      'warning: problem talking to service rewrite: Connection reset by peer',
    ],
    source: 'Postfix src/util/attr_clnt.c; src/smtpd/smtpd_check.c, smtpd.c: smtpd_policy_service_default_action',
  },
  {
    // auto_clnt.c connects for attr_clnt.c and for dict_sockmap.c, and says the same for both.
    id: 'postfix-asked-service',
    kind: 'state',
    matches: new RegExp(
      `warning: connect to (?:private/(?!${own}: )\\S{1,200}|(?:inet:|unix:)?\\S{1,200}:\\S{1,80}|/\\S{1,200}): (?:Connection refused|Connection timed out|No such file or directory|Permission denied)`,
    ),
    stops: /Server configuration (?:problem|error)|Temporary lookup failure/i,
    says: 'Postfix does not reach a service that it asks over a socket: a policy service (check_policy_service) or a table (socketmap:).',
    next: [
      "Look which setting names the address that is quoted: `postconf -n | grep -E 'check_policy_service|socketmap:'`; start that service, or see whether Postfix may open its socket.",
    ],
    samples: [
      'warning: connect to 127.0.0.1:10023: Connection refused',
      'warning: connect to private/quota-status: No such file or directory',
      'warning: connect to /run/mta-sts/daemon.sock: Permission denied',
    ],
    not: [
      'warning: connect to private/tlsmgr: No such file or directory',
      'warning: connect to Milter service inet:localhost:8891: Connection refused',
      'warning: connect to TCP map 127.0.0.1:12345: Connection refused',
      'connect to mx.contoso.com[192.0.2.25]:25: Connection refused',
    ],
    source: 'Postfix src/util/auto_clnt.c, attr_clnt.c, dict_sockmap.c',
  },
];

/** What ends a daemon for a reason that no row knows: quoted, and not explained. */
export const postfixFatal: FaultRow = {
  id: 'postfix-fatal',
  kind: 'state',
  matches: /(?:fatal|panic): /,
  says: 'A daemon of Postfix ends with an error that diag does not know.',
  next: ['The quoted line is what it says itself; `postfix check` and `postconf -n` show the settings it read.'],
  samples: ['fatal: watchdog timeout', 'panic: myfree: corrupt or unallocated memory block'],
  not: ['warning: process /usr/lib/postfix/sbin/smtpd pid 4711 exit status 1'],
  source: 'Postfix src/util/msg.c',
};
