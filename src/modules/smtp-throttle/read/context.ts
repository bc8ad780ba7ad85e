/** Words that make a text one about sending mail. */
export const mailWords =
  /smtp|e-?mails?\b|(?<![A-Za-z])mails?(?![A-Za-z])|mailer|starttls|dial tcp \S{0,80}:(?:25|465|587|2525):|MAIL FROM|RCPT|EHLO|HELO|STOREDRV|recipient|mailbox|sendmail|nodemailer|Hostname=|gsmtp|\bDSN\b|\bESMTP\b|aka\.ms\/(?:concurrent|smtp)|MSExchange(?!\w{0,40}Pool\b)|\bses\b|Receive connector|Transcript of session|bounced address|(?:PLAIN|LOGIN|CRAM-MD5) auth mechanism/i;
/** Words of texts that are about something else than mail. */
export const otherTrade =
  /\bimap|\bpop3\b|https?:(?!\/\/)|\bhttp: |postgres|connection slots|mysql|mariadb|redis|mongo|kafka|rabbit|kube|\betcd|\bcni\b|containerd|\bk8s|apiserver|\bAPI server|\bldap|\bssh[d:]|nginx|apache|\bsql ?server|NO \[ALERT\]|dial tcp .{0,60}:(?:443|80|5432|3306|6379)\b|\bport:? ?(?:80|443|1433|1521|2379|3306|5432|6379|6443|9092|9200|11211|27017)\b|\bgrpc\b|upstream|jdbc|SQLException|\bs?ftpd?\b|vsftpd|proftpd|yarn|\bnpm\b|\bSMS\b|\bwebhook|\bpush notification|script returned exit code|\bFinished: (?:FAILURE|ABORTED)\b|\bJob failed: |\bamqps?:|Critical error: Could not connect|\bapplication pool\b|Anwendungspool|\bw3wp\b/i;

/** A word of mail that outweighs those of another trade: none in a path, a host or the name of a topic (`emails-0`). */
export const mailBeside = /smtp|(?<![\w/.@-])e-?mails?(?![\w/-]|\.\w)/i;

/** A port of mail behind a host: `mx10:25`, `192.0.2.1:587`, `[::1]:25`; the 25 of `09:00:25` and of `T10:25` is a time, that of `main.go:25` and of `/etc/Corefile:25` a line. */
export const mailPort =
  /(?<!(?:^|[\s[("'=,:]|\dT)\d{1,2}):(?:25|465|587|2525)\b(?!:\d)(?<!(?:(?<![:/])\/[\w.-]{1,60}|\.(?:conf|cpp|cs|exs?|go|ini|java|[cm]?[jt]sx?|json|kt|lua|php|rb|scala|toml|ya?ml)):\d{2,4})/;

/** Words of SMTP itself, of a client's or a server's: beside them, words of any network are about a mail. */
const wordsOfSmtp =
  /smtp(?!\.(?:mailfrom|helo|client-ip))|STOREDRV|sendmail|nodemailer|MAIL FROM|RCPT TO|\bEHLO\b|starttls|gsmtp|mail(?:ing)? ?(?:server|host|relay|transport|transfer|gateway)|\bport:? ?(?:25|465|587|2525)\b|\bemail\[\d{1,3}\]|integration=email|(?:PLAIN|LOGIN|CRAM-MD5) auth mechanism|MSExchange(?!\w{0,40}Pool\b)|aka\.ms\/(?:concurrent|smtp)|short response: (?:\* OK|\+OK)|"queue" ?(?::|=>) ?"mailers?"/i;
export const smtpWords = new RegExp(`${wordsOfSmtp.source}|${mailPort.source}`, 'i');

/** A header of a mail that came: it tells of no mail that went. */
const header =
  /^(?:ARC-)?(?:Authentication-Results|Received-SPF|DKIM-Signature|ARC-Seal|ARC-Message-Signature|X-[A-Za-z-]{2,60}): |<(?:feedback|policy_published|policy_evaluated)>/;
export const isHeader = (text: string): boolean => header.test(text);

/** `530 http fetch GET 200 …`: a log of npm numbers its lines, on a terminal its name is in front (npm lib/utils/log-file.js, levels of proc-log). */
const npmLine =
  /^\d{1,6} (?:(?:silly|verbose|timing|http|info|notice|warn) |error (?:code|errno|syscall|path|network|\d{3}) )|^(?:#\d{1,4} [\d.]{1,12} )?npm (?:ERR!|error|warn|WARN|notice|http)\b/;
export const isNpmLine = (text: string): boolean => npmLine.test(text);

/** Words of failure. */
export const failing =
  /error|fail|exception|fatal|refus|reject|timed? ?-?out(?!=)|unable|could ?n|cannot|can't|denied|not (?:be )?(?:sent|delivered)|exceeded|limit|bounced|unsuccessful|throttl|too many|did not|unknown|no such|does ?n.t exist|not (?:found|exist|accept)|\bfull\b|quota|blocked|disabled|expired|gr[ea]ylist|invalid|lost connection|EOF caught|no mailbox|no (?:mx|valid)\b|illegal|not listed|not a member|critical|severe|emergency|panic|[[ <|](?:ERR|FTL|CRIT|EMERG)[\] >|:]|"(?:alert|crit|emerg|ftl)"|"level": ?[56]0/i;

/** What else says that something is wrong: denials, what ended, the same in other languages. */
const denying = new RegExp(
  [
    /(?:\bnot|n['’]t) (?:able|support|offer|advertise|have|enough|configured|permitted|authori[sz]ed|deliver|been delivered|comply|in the form|look like|known|compiled|reachable|set up|match|trusted)/,
    /\bno (?:recipients?|route|TLS)\b|unsubscribed|\bmissing\b|unrouteable|delayed|too long|loops back|points to local host|self[- ]?signed|unreachable|unencrypted|misbehaving|\bEAI_/,
    /\b(?:died|closed|lost|reset|EOF)\b|disconnected|x-unix;|out of step|short response|\+OK|unexpected|exceeds\b|insufficient|malformed|duplicated|may not follow|no longer|pipe to \||empty (?:response|code)|code "|greylist|incorrect|wrong host|must be exactly/,
    /\b(?:voll|nicht|llen[oa]|pleine?)\b|abgelehnt|verweigert|unbekannt|verboten|abgelaufen|rechazad|desconocid|agotad|interdit/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);
/** Codes of Node and of sockets: `ECONNRESET`. */
export const errorName = /\bE[A-Z]{4,14}\b/;
/** Letters that are not English: what they say is left to the rows. */
const foreign = /[^\p{ASCII}\p{P}\p{S}\p{Z}]/u;
/** Names of settings, which tell of what they name: `reject_rbl_client`. */
const settingName = /(?<![/\w])[a-z0-9]{2,30}(?:_[a-z0-9]{1,30}){1,8}\b/g;
/** A setting or a check that is right, alone on its line: `Maximum message size: 25 MB`, `zen.spamhaus.org: OK`. */
const setting =
  /^(?!.{0,60}(?:error|code|errno|status))[A-Za-z .()/-]{2,60}[:=] ?"?(?:\d{1,15} ?(?:[KMGT]i?B|bytes|seconds|minutes|ms|s|m|h)?|true|false|yes|no|on|off|ok|none|pass(?:ed)?|present|enabled|not listed)"?$/i;

/** Whether a text says that something went wrong, and does not only name a thing that can. */
export const saysWrong = (text: string): boolean => {
  const said = text.replace(settingName, ' ');
  return [failing, denying, errorName, foreign].some((words) => words.test(said)) && !setting.test(text.trim());
};

/** Calls that look up names. */
export const nameLookup = /System\.Net\.Dns|InetAddress|getaddrinfo/;

/** Greetings and prompts of FTP and NNTP, which have reply codes like SMTP's (RFC 959, RFC 3977). */
export const otherProtocol =
  /\b(?:ProFTPD|Pure-FTPd|vsFTPd|FileZilla Server|Microsoft FTP Service|FTP server)\b|^ftp(?:>|: )|\bNNTP\b/i;

/** A mail, in what says that it was not sent. */
export const aMail = /e-?mail|(?<![A-Za-z])mails?(?![A-Za-z])|message to \S{1,64}@/i;
