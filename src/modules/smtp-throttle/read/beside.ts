import type { InnerLine } from './container.ts';

/** A daemon that writes into a mail log beside the one that sends, and what of its lines is wrong. */
interface Beside {
  /** Its syslog tag. */
  readonly tag: RegExp;
  /** What it complains with, where its lines have marks of their own. */
  readonly complains?: RegExp;
  /** What it says of callers, of mails that came, of what went well: no complaint, whatever words it has. */
  readonly quiet?: RegExp;
}

/** Words of failure of a program that marks nothing. */
export const troubleWords =
  /\b(?:err(?:or|no)?s?|fatal|panic|critical|alert|emerg|fail(?:s|ed|ing|ures?)?|trouble|abort(?:ed|ing)?|crash(?:ed)?|segfault|kill(?:ed|ing)?|oom|out of memory|corrupt\w{0,3}|unable|can(?:not|'t)|could(?: not|n't)|denied|refused|no such|not (?:found|secure|permitted|responding)|missing|timed? ?-?out|no space|low on|read-only|quota|exceeded|too many|unreachable|unavailable|exit(?:ed| status| code)|exception|traceback|invalid|died|dead|dying|warning|suspended|lost)\b|\(!{1,2}\)/i;
/** What a daemon says that has no means to work, whoever calls. */
const means =
  /no space left|cannot allocate memory|read-only file|input\/output error|too many open files|cannot fork|fork: |unable to (?:dlopen|load)|cannot (?:open|bind|load)|no hostkeys|bind to port|address already in use|could not load host key/i;

const daemons: readonly Beside[] = [
  // Callers try passwords all day; what has a mark is the server's own.
  {
    tag: /^dovecot$/,
    complains:
      /(?:^|[:>] )(?:Error|Fatal|Panic|Warning): |(?:save|store) failed|failed to (?:save|store)|Internal error|quota exceeded/i,
  },
  { tag: /^(?:sshd(?:-\w{1,20})?|sudo|su|auth|login|saslauthd|imapd?|pop3d?)$/, complains: means },
  {
    tag: /^amavis\S*$/,
    quiet: /^\([\w-]{1,30}\) (?:Passed|Blocked) /,
  },
  {
    tag: /^spamd$/,
    quiet:
      /^(?:spamd: )?(?:result|identified spam|clean message|processing message|checking message|connection from|setuid to|handled cleanup)\b/,
  },
  { tag: /^rspamd$/, quiet: /rspamd_task_write_log/ },
  {
    tag: /^(?:opendkim|opendmarc)$/,
    quiet:
      /signature data|key retrieval failed|signature processing failed|SSL error:.{0,120}signature|authentication-results|DKIM verification|(?:external host|not authenticated)|^[0-9A-Za-z]{6,20}: (?:\S{1,255} |SPF\(\S{1,20}\): \S{0,255} )?(?:fail|pass|none|softfail|neutral|permerror|temperror)$|RFC5322|parse From header|Organizational Domain/i,
  },
  {
    tag: /^(?:policyd\S*|postgrey|postsrsd)$/,
    quiet: /\bSPF\b|\bidentity=|\baction=|^(?:Pass|None|Neutral|Softfail|Fail|Permerror|Temperror)\b/,
  },
  {
    tag: /^(?:clamd|clamsmtpd|freshclam)$/,
    quiet: / FOUND$|OUTDATED|Local version: |DON'T PANIC/,
  },
  { tag: /^fail2ban\S*$/, complains: /\b(?:ERROR|CRITICAL)\b/ },
  { tag: /^(?:cron|crond|CRON|anacron)$/, quiet: /\bCMD \(|\bMAIL \(|session (?:opened|closed)/ },
  {
    tag: /^systemd\S*$/,
    quiet:
      /^(?:Start(?:ed|ing)|Stopp(?:ed|ing)|Finished|Reached target|Listening on|Condition check|(?:Cre|Re|Deactiv|Activ)\w{2,9} |Mounted|Set up)|code=exited, status=0|NXDOMAIN, mitigating/,
  },
  {
    tag: /^kernel$/,
    complains: new RegExp(`${troubleWords.source}|blocked for more than|lockup|Call Trace|\\bBUG:`, 'i'),
    quiet: /\bIN=\S{0,40} OUT=|apparmor="ALLOWED"/,
  },
  { tag: /^(?:named|unbound)$/, quiet: /\bresolving\b|\blame\b|\bquery\b|\bRCODE\b|client @?\S{1,80} / },
  { tag: /^(?:rsyslogd|logrotate|dbus\S*)$/ },
];
const daemonOf = (program: string): Beside | undefined => daemons.find(({ tag }) => tag.test(program));

/** Whether a syslog tag is of a daemon that sends no mail for the one who asks. */
export const isBeside = (program: string): boolean => daemonOf(program) !== undefined;

/** Whether a line of such a daemon complains of this server: not of a caller, nor of a mail that came. */
export function complainsBeside({ program = '', text }: Pick<InnerLine, 'program' | 'text'>): boolean {
  const { complains = troubleWords, quiet } = daemonOf(program) ?? {};
  return complains.test(text) && quiet?.test(text) !== true;
}
