import { expect, test } from 'vitest';
import { readText } from '../testing/read-text.ts';
import { complainsBeside, isBeside } from './beside.ts';

test.each([
  ['dovecot', 'lmtp(ann@contoso.com)<812><QqZ>: Error: mkdir(/srv/vmail/contoso.com/ann) failed: Permission denied'],
  ['dovecot', 'master: Fatal: Failed to start listeners'],
  ['amavis', "(02211-07) (!)connect to /run/clamav/clamd.ctl failed, attempt #1: Can't connect to a UNIX socket"],
  ['amavis', '(02211-07) (!!)TROUBLE in process_request: Error writing to socket'],
  ['amavisd', '(02211-07) (!!)av-scan FAILED: all primary scanners'],
  ['opendkim', "A1B2C3D4E5: error loading key 's1._domainkey.contoso.com'"],
  [
    'opendkim',
    's1._domainkey.contoso.com: key data is not secure: /etc/dkimkeys can be read or written by other users',
  ],
  ['systemd', "postfix.service: Failed with result 'exit-code'."],
  ['systemd', 'clamav-daemon.service: Main process exited, code=killed, status=9/KILL'],
  ['kernel', 'EXT4-fs error (device sda3): ext4_journal_check_start:61: Detected aborted journal'],
  ['kernel', 'Out of memory: Killed process 4711 (clamd) total-vm:1804288kB'],
  ['spamd', 'spamd: error: cannot write to /var/lib/spamassassin/bayes: No space left on device'],
  ['clamd', "ERROR: Can't open file or directory"],
  ['sshd', 'error: Bind to port 22 on 0.0.0.0 failed: Address already in use.'],
  ['saslauthd', 'detach_tty : Cannot open pid file: No space left on device'],
  ['CRON', "(CRON) error (can't fork)"],
  ['rsyslogd', 'imjournal: 1284 messages lost due to rate-limiting'],
  ['postgrey', "fatal: ERROR: can't open DB environment"],
])('%s complains: %s', (program, text) => {
  expect(isBeside(program)).toBe(true);
  expect(complainsBeside({ program, text })).toBe(true);
});

test.each([
  ['dovecot', 'imap-login: Disconnected (auth failed, 3 attempts in 12 secs): user=<ann>, method=PLAIN, rip=192.0.2.9'],
  ['dovecot', 'auth-worker(881): pam(ann,192.0.2.9): pam_authenticate() failed: Authentication failure'],
  ['dovecot', 'imap-login: Disconnected: TLS handshaking failed: SSL_accept() failed: no shared cipher'],
  ['sshd', 'Failed password for invalid user admin from 192.0.2.9 port 40112 ssh2'],
  ['sshd', 'error: maximum authentication attempts exceeded for root from 192.0.2.9 port 40112 ssh2 [preauth]'],
  ['sshd', 'fatal: Timeout before authentication for 192.0.2.9 port 40112'],
  [
    'saslauthd',
    'do_auth         : auth failure: [user=ann] [service=smtp] [realm=] [mech=pam] [reason=PAM auth error]',
  ],
  [
    'auth',
    'pam_unix(dovecot:auth): authentication failure; logname= uid=0 euid=0 tty=dovecot ruser=ann rhost=192.0.2.9',
  ],
  ['imapd', 'LOGIN FAILED, user=ann, ip=[::ffff:192.0.2.9]'],
  ['amavis', '(02211-07) Blocked SPAM {DiscardedInbound}, [192.0.2.9]:40112 <error@fail.example> -> <ann@contoso.com>'],
  ['opendkim', 'A1B2C3D4E5: bad signature data'],
  [
    'opendkim',
    "A1B2C3D4E5: key retrieval failed (s=s1, d=fabrikam.com): 's1._domainkey.fabrikam.com' record not found",
  ],
  ['opendmarc', 'A1B2C3D4E5: fabrikam.com fail'],
  ['policyd-spf', 'prepend Received-SPF: Fail (mailfrom) identity=mailfrom; client-ip=192.0.2.9'],
  ['spamd', 'spamd: result: Y 11 - BAYES_99,RDNS_NONE scantime=1.2,size=9001,user=root'],
  ['systemd', 'Starting Process error reports when automatic reporting is enabled...'],
  ['systemd', 'logrotate.service: Succeeded.'],
  ['kernel', '[UFW BLOCK] IN=eth0 OUT= MAC=00:11 SRC=192.0.2.9 DST=198.51.100.7 PROTO=TCP DPT=23'],
  ['cron', '(root) CMD (/usr/local/bin/report-errors --failed)'],
  ['fail2ban.actions', 'WARNING [postfix-sasl] 192.0.2.9 already banned'],
  ['named', "error (connection refused) resolving 'mx.fabrikam.com/A/IN': 198.51.100.3#53"],
  ['freshclam', 'WARNING: Your ClamAV installation is OUTDATED!'],
])('%s complains of nothing: %s', (program, text) => {
  expect(isBeside(program)).toBe(true);
  expect(complainsBeside({ program, text })).toBe(false);
});

test('a daemon beside Postfix that complains is not explained, and is shown', async () => {
  const sent = (second: number) =>
    `Mar  2 08:30:0${second} mx postfix/smtp[7]: 4XyZ1abcd${second}: to=<a@b.example>, relay=mx, delay=1, dsn=2.0.0, status=sent (250 ok)`;
  const error = 'Mar  2 08:30:05 mx dovecot: lmtp(x)<1>: Error: write(/srv/vmail) failed: Input/output error';
  const { inputs } = await readText([sent(1), error, sent(2)].join('\n'));
  expect(inputs[0]).toMatchObject({ lines: 3, understood: 2, firstNotUnderstood: { line: 2 } });
});
