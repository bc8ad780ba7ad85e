import type { FaultRow } from './fault-row.ts';

/** Postfix of itself: settings, files, other programs that it needs; causes before what follows from them. */
export const postfixFaults: readonly FaultRow[] = [
  {
    id: 'postfix-open-relay',
    kind: 'cause',
    matches: /fatal: in parameter .{1,200}?specify at least one working instance of: /,
    says: 'smtpd of Postfix does not start: its restrictions would relay for anyone.',
    next: [
      'Add reject_unauth_destination to smtpd_relay_restrictions (`postconf smtpd_relay_restrictions`), then `postfix reload`.',
    ],
    samples: [
      'fatal: in parameter smtpd_relay_restrictions or smtpd_recipient_restrictions, specify at least one working instance of: reject_unauth_destination, defer_unauth_destination, reject, defer',
    ],
    not: ['fatal: open /etc/postfix/main.cf: No such file or directory'],
    source: 'Postfix src/smtpd/smtpd_check.c, fail_require_reject',
  },
  {
    id: 'postfix-setting',
    kind: 'cause',
    matches:
      /fatal: (?:bad (?:numerical|boolean) configuration: |bad string length |bad configuration: |invalid \S{1,80}(?: parameter value)?:? -?\d|parameter \S{1,80}: bad time value|file \S{1,200}\/main\.cf: parameters? |\S{1,200}\/main\.cf, line \d|open \S{1,200}\/main\.cf: |(?:main\.cf )?configuration error: |restriction class `|empty policy service|policy service syntax error|specify "\S{1,80} = )/,
    stops:
      /mail transport unavailable|unknown mail transport error|(?:server|mail system) configuration (?:error|problem)/i,
    says: 'Postfix refuses a setting of main.cf, and its daemons do not start.',
    next: ['The quoted line names the setting: correct it in main.cf, then `postfix check` and `postfix reload`.'],
    samples: [
      'fatal: bad numerical configuration: message_size_limit = 50MB',
      'fatal: bad string length 0 < 1: setgid_group =',
      'fatal: /etc/postfix/main.cf, line 31: missing \'=\' after attribute name: "relayhost"',
      'fatal: main.cf configuration error: virtual_mailbox_limit is smaller than message_size_limit',
      'fatal: file /etc/postfix/main.cf: parameter mail_owner: unknown user name value: postfix',
      'fatal: open /etc/postfix/main.cf: No such file or directory',
    ],
    not: ['fatal: /etc/postfix/master.cf: line 12: bad field count'],
    source:
      'Postfix src/global/mail_conf*.c, mail_params.c, src/util/dict.c, src/local/local.c, src/smtpd/smtpd_check.c',
  },
  {
    id: 'postfix-service-line',
    kind: 'cause',
    matches: /fatal: (?:open )?\S{1,200}\/master\.cf(?:: | line|, line)/,
    says: 'Postfix does not start: a line of master.cf is wrong, or the file is missing.',
    next: ['The quoted line names the line of master.cf: correct it, then `postfix check` and `postfix start`.'],
    samples: [
      'fatal: /etc/postfix/master.cf: line 12: bad field count',
      'fatal: open /etc/postfix/master.cf: No such file or directory',
    ],
    not: ['fatal: open /etc/postfix/main.cf: No such file or directory'],
    source: 'Postfix src/master/master_ent.c, fatal_with_context',
  },
  {
    id: 'postfix-port-taken',
    kind: 'cause',
    matches: /fatal: bind \S{1,100} port \S{1,40}: /,
    says: 'Postfix does not start: it cannot listen on its address and port.',
    next: ['See who listens there: `ss -ltnp`; stop that program, or move one of the two to another port or address.'],
    samples: [
      'fatal: bind 0.0.0.0 port 25: Address already in use',
      'fatal: bind 192.0.2.7 port 25: Cannot assign requested address',
    ],
    not: ['fatal: bind: /var/spool/postfix/private/x: Permission denied'],
    source: 'Postfix src/util/inet_listen.c',
  },
  {
    id: 'postfix-interface',
    kind: 'cause',
    matches:
      /fatal: (?:(?:parameter|config variable) inet_(?:interfaces|protocols): |unable to use my own hostname|cannot find any active network interfaces)/,
    says: 'Postfix does not start: an address or name of this host that its settings name does not exist here.',
    next: [
      'Compare `postconf inet_interfaces inet_protocols myhostname` with `ip addr` and /etc/hosts; where IPv6 is off, set inet_protocols = ipv4.',
    ],
    samples: [
      'fatal: parameter inet_interfaces: no local interface found for ::1',
      'fatal: unable to use my own hostname',
    ],
    not: ['fatal: bad numerical configuration: message_size_limit = 50MB'],
    source: 'Postfix src/global/own_inet_addr.c, src/util/get_hostname.c',
  },
  {
    id: 'postfix-lock',
    kind: 'cause',
    matches: /fatal: (?:open lock file \S{1,200}: |cannot update lock file )/,
    says: 'Postfix does not start: it cannot make its lock file, or another Postfix holds it.',
    next: [
      '"Permission denied": `postfix set-permissions`, and give data_directory back to the mail owner (`postconf data_directory mail_owner`). "unable to set exclusive lock": another master runs.',
    ],
    samples: [
      'fatal: open lock file /var/lib/postfix/master.lock: cannot create file exclusively: Permission denied',
      'fatal: open lock file pid/master.pid: unable to set exclusive lock: Resource temporarily unavailable',
    ],
    not: ['fatal: open /etc/postfix/main.cf: No such file or directory'],
    source: 'Postfix src/master/master.c, src/util/open_lock.c',
  },
  {
    id: 'postfix-disk',
    kind: 'cause',
    matches:
      /not enough free space in mail queue|(?:create|write|open|rename) (?:file |queue )?.{0,160}: No space left on device|queue file write error: No space left/,
    stops: /Insufficient system storage|queue file write error|No space left on device/i,
    says: 'The disk of the mail queue is full: Postfix takes no mail and writes none.',
    next: [
      '`df -h` and `df -i` on queue_directory (`postconf queue_directory`): make room; Postfix goes on by itself.',
    ],
    samples: [
      'warning: not enough free space in mail queue: 12337152 bytes < 1.5*message size limit',
      'warning: mail_queue_enter: create file maildrop/123456.789: No space left on device',
    ],
    not: ['warning: mail_queue_enter: create file maildrop/123456.789: Permission denied'],
    source: 'Postfix src/smtpd/smtpd_check.c, src/global/mail_queue.c',
  },
  {
    id: 'postfix-permission',
    kind: 'cause',
    matches:
      /(?:fatal|warning|error): (?:\S{1,40}: )?(?:create file \S{1,200}|open (?:active|bounce|corrupt|defer(?:red)?|flush|hold|incoming|maildrop|private|public)\b.{0,120}|open directory \S{1,200}|chdir\(?"?\S{1,200}|scan_dir_push: open directory \S{1,200}|fstat queue directory.{0,100}): (?:Permission denied|Operation not permitted|Read-only file system)/,
    stops: /queue file write error|mail transport unavailable|unknown mail transport error/i,
    says: 'Postfix may not write into its own queue: owner or mode of a file or directory is wrong.',
    next: ['`postfix check` lists what is wrong; `postfix set-permissions` sets owners and modes as packaged.'],
    samples: [
      'warning: mail_queue_enter: create file maildrop/123456.789: Permission denied',
      'fatal: scan_dir_push: open directory defer: Permission denied',
    ],
    not: ['warning: mail_queue_enter: create file maildrop/123456.789: No space left on device'],
    source: 'Postfix src/global/mail_queue.c, src/util/scan_dir.c, src/postdrop/postdrop.c',
  },
];
