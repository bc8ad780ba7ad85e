import type { FaultRow } from './fault-row.ts';

/** Services that Postfix asks: its own, and those that say what may come in. */
export const postfixServices: readonly FaultRow[] = [
  {
    id: 'postfix-own-service',
    kind: 'state',
    matches:
      /(?:warning|fatal): (?:connect (?:#\d{1,6} to subsystem \w{1,20}|to private)\/(?:anvil|bounce|cleanup|defer|discard|dnsblog|error|flush|lmtp|local|postlog|proxymap|proxywrite|qmgr|relay|retry|rewrite|scache|showq|smtp|tlsmgr|tlsproxy|trace|verify|virtual): |problem talking to (?:service|server) (?:private\/|public\/)?(?:anvil|bounce|cleanup|defer|discard|dnsblog|error|flush|lmtp|local|postlog|proxymap|proxywrite|qmgr|relay|retry|rewrite|scache|showq|smtp|tlsmgr|tlsproxy|trace|verify|virtual): )/,
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
    id: 'postfix-policy-service',
    kind: 'cause',
    matches:
      /warning: (?:connect to (?:private\/(?!(?:anvil|bounce|cleanup|defer|discard|dnsblog|error|flush|lmtp|local|postlog|proxymap|proxywrite|qmgr|relay|retry|rewrite|scache|showq|smtp|tlsmgr|tlsproxy|trace|verify|virtual): )\S{1,200}|(?:inet:|unix:)?\S{1,200}:\S{1,80}|\/\S{1,200}): (?:Connection refused|Connection timed out|No such file or directory|Permission denied)|problem talking to server (?!(?:private\/)?(?:anvil|bounce|cleanup|defer|discard|dnsblog|error|flush|lmtp|local|postlog|proxymap|proxywrite|qmgr|relay|retry|rewrite|scache|showq|smtp|tlsmgr|tlsproxy|trace|verify|virtual): )\S{1,255}: )/,
    stops: /Server configuration (?:problem|error)/i,
    says: 'smtpd of Postfix does not reach a policy service (check_policy_service): it puts mails off with 451 4.3.5 until it answers.',
    next: [
      'Start the service that is named (postgrey, policyd-spf, a quota of Dovecot …), or take its check_policy_service out of the restrictions: `postconf -n | grep check_policy_service`.',
    ],
    samples: [
      'warning: connect to 127.0.0.1:10023: Connection refused',
      'warning: problem talking to server 127.0.0.1:10023: Connection refused',
      'warning: problem talking to server private/policyd-spf: Connection timed out',
      'warning: connect to private/quota-status: No such file or directory',
    ],
    not: [
      'warning: connect to private/tlsmgr: No such file or directory',
      'warning: connect to Milter service inet:localhost:8891: Connection refused',
      'connect to mx.contoso.com[192.0.2.25]:25: Connection refused',
      'warning: problem talking to service rewrite: Connection reset by peer',
    ],
    source: 'Postfix src/util/attr_clnt.c, auto_clnt.c; src/smtpd/smtpd.c, smtpd_policy_service_default_action',
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
