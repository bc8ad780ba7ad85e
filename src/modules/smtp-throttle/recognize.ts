import type { Recognition } from '../../core/module.ts';
import { explains } from '../../core/supposed.ts';
import { bounds, type FailureRecord } from './observations.ts';
import { mailPort, mailWords } from './read/context.ts';
import { LogReader } from './read/reader.ts';
import type { ReadOptions } from './read-options.ts';
import { Tally } from './tally.ts';

const plain: ReadOptions = {
  map: {},
  zone: 'UTC',
  zoneProvenance: 'assumed',
  now: Number.MAX_SAFE_INTEGER,
  keepFailures: bounds.failures,
};

/** Formats that only a mail server writes. */
const agents = new Set(['exim', 'haraka', 'iis-smtp', 'opensmtpd', 'postfix', 'qmail', 'sendmail', 'stalwart']);
/** A text of so many lines of which fewer than this share are of mails is prose, where no failure has more than words. */
const proseLines = 20;
const proseShare = 0.25;
/** A log of a mail server of which so much is understood is one, mails in it or not. */
const mostly = 0.75;
const isBareWords = ({ at, code, client }: FailureRecord): boolean =>
  at === undefined && code === undefined && client === undefined;
/** What can befall any program on a network. */
const anybodys = ['network', 'tls', 'dns-routing', 'server-fault'];
/** An enhanced status code before its words, nodemailer's own code. */
const ofMail = /(?:^|[^\d.])[45]\.\d{1,3}\.\d{1,3} [A-Za-z]|\bESOCKET\b|\bPostfach\b|\bcorreo\b|\bcourriels?\b/;
/** What FTP says behind the reply codes it shares with SMTP (RFC 959). */
const ofFtp = /\bfiles?\b|\bfolder\b|director(?:y|ies)|\bLogin incorrect|\blogged in\b|\binternet address\b/i;

/** `W0828 21:27:24.216936       1 clientconn.go:1208]`: klog, as every component of Kubernetes writes (k8s.io/klog). */
const klog = /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{1,9} {1,10}\d{1,10} [\w-]{1,60}\.go:\d{1,6}\]/m;

/** `Warning  FailedBuildModel  2m54s (x5 over 5m52s)  ingress  …`, `59m  Warning  Failed  pod/web-1  …`: events as kubectl prints them. */
const kubernetesEvent =
  /^(?:.{0,100}\s)?(?:Normal|Warning)\s{1,40}[A-Z]\w{2,60}\s{1,40}(?:\d{1,9}[smhdy]\S{0,8}\s{1,40}[a-z(]|[a-z][\w.]{1,60}\/\S)/m;

/** Refusals of an image registry, which speak of authentication as mail servers do (kubernetes pkg/kubelet/images). */
const imagePull = /\bpull(?:ing)? image\b|ErrImagePull|pull access denied|error pulling image/i;

/**
 * Somebody tried a connection or a path by hand, with telnet, nc, openssl, curl, ping or nmap: nobody sends a mail with
 * them, whichever port it was (netkit telnet; OpenBSD and Nmap nc; OpenSSL apps/s_client.c; curl -v; iputils; the kernel's
 * net_ratelimit beside them).
 */
const byHand =
  /^(?:(?:telnet|nc|ncat|netcat|ssh|connect): |Ncat: |;; (?:connection timed out|communications error|->>HEADER<<-)|; <<>> DiG |Trying [\da-f][\d.:a-f]{2,45}\.\.\.|CONNECTED\([\dA-F]{3,8}\)|connect:errno|Connecting To \S|Could not open connection to the host, on port |PING \S|traceroute to |\* {1,3}(?:Trying|Connected|Could not|connect|Immediate|Connection|Closing|Failed|Recv|Host|SSL|TLS|OpenSSL|LibreSSL))|\bport \d{1,5}(?: \(tcp\))? failed: |\bcurl: \(\d{1,3}\) |\bpackets transmitted, \d|\bnet_ratelimit: \d/im;
/** What a connection can come to, whatever it is for. */
const ofPath = ['network', 'dns-routing', 'tls'];

/** Any program is refused, limited or not reached: without a word of mail the words are anybody's. */
function couldBeAnybodys(
  head: string,
  { failed, providers, kept }: { failed: object; providers: object; kept: readonly FailureRecord[] },
): boolean {
  const saysMail = [mailWords, mailPort, ofMail].some((words) => words.test(head));
  const told =
    saysMail ||
    Object.keys(providers).length > 0 ||
    kept.some(({ client }) => client !== undefined) ||
    (kept.some(({ code, class: name }) => code !== undefined && !anybodys.includes(name)) && !ofFtp.test(head));
  const ofNetwork = imagePull.test(head) || Object.keys(failed).every((name) => anybodys.includes(name));
  const ofKubernetes = ofNetwork && (klog.test(head) || kubernetesEvent.test(head));
  const bare = kept.every(isBareWords);
  const tried =
    byHand.test(head) && (!saysMail || (bare && Object.keys(failed).every((name) => ofPath.includes(name))));
  const explained = ofNetwork && bare && kept.some(({ text }) => explains(text));
  return ofKubernetes || tried || explained || !told;
}

/** How well a beginning fits: by the mails it tells of, and by the share of lines that was understood. */
export function recognize(head: string): Recognition {
  const tally = new Tally(plain.keepFailures);
  const reader = new LogReader('head', plain, tally);
  const text = head.split(/\r?\n/).slice(0, 2_000);
  reader.sees(text);
  for (const [i, line] of text.entries()) reader.line(line, i + 1);
  const { format, lines, understood } = reader.end('utf-8');
  const { failed, sent, providers, failures: kept, signs } = tally.observations([]);
  const failures = Object.values(failed).reduce((sum, n) => sum + n, 0);
  const isAnybodys = sent === 0 && couldBeAnybodys(head, { failed, providers, kept });
  if (failures > 0 && isAnybodys && !agents.has(format))
    return { score: 0.2, because: 'errors without a word of mail' };
  if (failures + sent === 0 && signs.some(({ sign }) => sign === 'server-fault'))
    return { score: 0.6, because: `${format} says that it does not work` };
  if (failures + sent === 0) {
    if (format === 'unknown') return { score: 0, because: 'no mails in it' };
    const readsWell = agents.has(format) && understood > 1 && understood >= lines * mostly;
    return { score: 0.2, because: `${format} without a mail`, ...(readsWell ? { readsWell } : {}) };
  }
  const share = lines === 0 ? 0 : understood / lines;
  // A few words without time, code or library in a long text that is of something else: release notes, a to-do list.
  const isProse = sent === 0 && lines >= proseLines && share < proseShare && kept.every(isBareWords);
  if (isProse) return { score: 0.2, because: 'words of failure in prose' };
  return { score: 0.5 + 0.4 * share, because: `${failures} failed and ${sent} sent mails in ${format}` };
}
