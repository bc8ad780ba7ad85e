import type { FaultRow } from './fault-row.ts';

/** Exim, sendmail and Exchange of themselves. */
export const otherFaults: readonly FaultRow[] = [
  {
    id: 'exim-setting',
    kind: 'cause',
    matches: /\bExim configuration error\b/,
    says: 'Exim refuses its configuration: it neither starts nor delivers.',
    next: ['The quoted text names file and line; `exim -bV` (Debian: `exim4 -bV`) reads it again after a change.'],
    samples: [
      '2026-03-02 08:30:09 Exim configuration error in line 77 of /etc/exim4/exim4.conf: main option "primary_hostnam" unknown',
    ],
    source: 'Exim src/src/log.c, readconf.c',
  },
  {
    id: 'exim-port-taken',
    kind: 'cause',
    matches: /socket bind\(\) to port \S{1,40}(?: for address)? .{0,100}failed: (?!.{0,60}waiting)/,
    says: 'Exim cannot listen on its address and port: another program does, or it may not.',
    next: ['See who listens there: `ss -ltnp`; stop that program, or set local_interfaces and daemon_smtp_ports.'],
    samples: ['socket bind() to port 25 for address (any IPv4) failed: Address already in use: daemon abandoned'],
    source: 'Exim src/src/daemon.c',
  },
  {
    id: 'exim-log',
    kind: 'cause',
    matches: /Cannot open (?:main|panic|reject|debug) log file /,
    says: 'Exim cannot write its log, and ends.',
    next: ['Owner and mode of the file that is named, and free space: `ls -l` there, `df -h`.'],
    samples: ['Cannot open main log file "/var/log/exim4/mainlog": Permission denied: euid=101 egid=103'],
    source: 'Exim src/src/log.c',
  },
  {
    id: 'exchange-back-pressure',
    kind: 'cause',
    matches:
      /Microsoft Exchange Transport is rejecting (?:new )?message submissions because|\bresource pressure (?:has )?(?:increased from \w{1,20} to|is constant at) (?:Medium|High)/i,
    says: 'Exchange protects itself (back pressure): it is short of disk or memory, and takes less mail or none.',
    next: [
      'The event names the resource and its limits: make room on the volume of the queue database and of its log, or find what uses the memory; Exchange takes mail again by itself (15005).',
    ],
    samples: [
      'Microsoft Exchange Transport is rejecting message submissions because the available disk space has dropped below the configured threshold.',
      'The resource pressure increased from Normal to Medium.',
      'The resource pressure is constant at MediumHigh. Statistics:',
    ],
    not: ['The resource pressure decreased from Medium to Normal.'],
    source: 'Exchange, MSExchangeTransport 15002 to 15007; learn.microsoft.com, Understanding back pressure',
  },
  {
    id: 'sendmail-port-taken',
    kind: 'cause',
    matches: /SYSERR(?:\(\w{1,32}\))?: opendaemonsocket: .{0,100}(?:cannot bind|wedged)/,
    says: 'sendmail cannot listen on its port: another program does.',
    next: ['See who listens there: `ss -ltnp`; stop that program.'],
    samples: ['NOQUEUE: SYSERR(root): opendaemonsocket: daemon MTA: cannot bind: Address already in use'],
    source: 'sendmail sendmail/daemon.c',
  },
  {
    id: 'sendmail-queue',
    kind: 'cause',
    matches:
      /SYSERR(?:\(\w{1,32}\))?: (?:queueup|queuename|collect|dfopen|Cannot create|can(?:not|'t) (?:chdir|create|open)).{0,200}(?:No space left|Permission denied|Read-only file system|No such file)/i,
    says: 'sendmail cannot write its queue.',
    next: [
      'Free space (`df -h`, `df -i`), owner and mode of the directory that is named, and of the queue (/var/spool/mqueue, /var/spool/clientmqueue).',
    ],
    samples: [
      'NOQUEUE: SYSERR(root): queuename: Cannot create "qf41A2f3K5004711" in "/var/spool/mqueue" (euid=0): No space left on device',
    ],
    source: 'sendmail sendmail/queue.c, collect.c',
  },
  {
    id: 'sendmail-load',
    kind: 'cause',
    matches: /(?:rejecting|deferring|delaying) connections on daemon \S{1,80}: (?:load average: )?\d/,
    says: 'sendmail takes no more connections for the moment: load, children or connections a second are above its limits.',
    next: [
      'The quoted line says which limit (RefuseLA, MaxDaemonChildren, ConnectionRateThrottle in sendmail.cf): find what loads the host (`uptime`, `ps`), or raise it.',
    ],
    samples: [
      'rejecting connections on daemon MTA: load average: 24',
      'rejecting connections on daemon MTA: 40 children, max 40',
    ],
    not: ['accepting connections again for daemon MTA'],
    source: 'sendmail sendmail/daemon.c, getrequests, refuseconnections',
  },
  {
    id: 'sendmail-name',
    kind: 'cause',
    matches:
      /My unqualified host name \(\S{1,255}\) unknown; sleeping for retry|unable to qualify my own domain name \(/,
    says: 'sendmail does not know the full name of its host: it waits a minute for it, and goes on with the short one.',
    next: ['Put the full name in front in /etc/hosts: `127.0.1.1 host.example.com host`; `hostname -f` must print it.'],
    samples: [
      'My unqualified host name (web1) unknown; sleeping for retry',
      'unable to qualify my own domain name (web1) -- using short name',
    ],
    source: 'sendmail sendmail/main.c, conf.c',
  },
];
