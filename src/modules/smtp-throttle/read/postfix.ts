import { faultOfPostfix, isUnread } from '../faults/table.ts';
import { parseReply } from '../reply.ts';
import { type AgentLine, defined, phaseIn } from './attempt.ts';
import type { InnerLine } from './container.ts';

const noise: AgentLine = { kind: 'noise' };
const queueId = /^([A-F0-9]{6,15}|[0-9A-Za-z]{10,20}): /;
const delivery =
  /(?:^|[, ])to=<?([^<>,\s]{0,320})>?, (?:.{0,500}?, )?delay=([\d.]{1,12})(?:, delays=([\d.]{1,12})\/([\d.]{1,12})\/([\d.]{1,12})\/([\d.]{1,12}))?.{0,120}? dsn=(\d\.\d{1,3}\.\d{1,3}), status=([\w-]{1,40})(?: \((.*)\))?/s;
const said = /(?:host|server) \S{1,255} (?:said|refused to talk to me): (.*)$/s;
const suspended = /^delivery temporarily suspended: (.*)$/s;
const daemon =
  /(?:^|\/)(?:smtp|lmtp|local|virtual|pipe|error|bounce|qmgr|cleanup|smtpd|anvil|postscreen|pickup|discard|retry|relay|tlsproxy|scache|verify|proxymap|master|trivial-rewrite|dnsblog|tlsmgr|sendmail|postdrop|postfix|postfix-script|postlogd?|postsuper|postqueue|postmap|postalias|flush|showq|spawn)$/;
/** Lines without a queue id that speak of a mail that was refused. */
const aside =
  /(?:NOQUEUE|[A-F0-9]{6,15}|[0-9A-Za-z]{10,20}): (?:milter-)?reject: .{0,400}?: (?=[45]|\s)|warning: (?:.{0,80} )?rate limit exceeded: |warning: Connection concurrency limit exceeded: |: host \S{1,255} (?:said|refused to talk to me): |: lost connection with |: conversation with \S{1,255} timed out|(?<!warning: )connect to \S{1,255}: |SSL_connect error to |certificate verification failed for |fatal: .{0,40}message file too big/;

/** Postfix's msg(3) marks what is wrong; a line without a mark tells what is being done. */
const complaint = /^(?:[0-9A-Za-z]{6,20}: )?(?:warning|error|fatal|panic): /;
/** A command of Postfix on a terminal, or in a container without syslog. */
const onTerminal =
  /^(?:(?:\/[\w.-]{1,40}){0,6}\/)?(?:postfix(?:\/[\w-]{1,30})?|post(?:alias|map|conf|queue|super|drop|cat|multi|lock|log)|newaliases|mailq): (?:fatal|panic|error|warning): /;
/** A warning of smtpd or cleanup of which everything in front was left out; no other program words it so (milter8.c, xsasl_dovecot_server.c). */
const ofItself =
  /^(?:warning|error|fatal): (?:milter (?:inet|unix|local):\S{1,255}: |SASL: Connect to \S{1,255} failed: )/;
const command =
  /(?:^|\/)(?:sendmail|postfix|postfix-script|post(?:drop|super|queue|map|alias|conf|cat|multi|lock|log))$/;
/** Daemons that look at who comes in; most of what they warn of is about others, what ends them is not. */
const ofIncoming = /(?:^|\/)(?:smtpd|postscreen|anvil|dnsblog|tlsproxy|verify|pickup)$/;
/** About a caller, by its address or what it said, or about a name that was looked up for it (smtpd.c, smtpd_peer.c, smtpd_check.c, valid_hostname.c, postscreen.c). */
const ofCaller =
  /\[(?:unknown|[\da-f.:]{3,45})\]|\bhost ?name \S{1,255} (?:does not resolve|verification failed)|\baddress \S{1,64} (?:not listed for|resolves to)|RBL lookup error|lookup error for DNS query|dnsblog reply timeout|numeric (?:domain name|host ?name|result)|malformed domain name|\bvalid_\w{3,20}: |Illegal address syntax|non-SMTP command|limit exceeded|TLS library problem|network_biopair_interop|getpeername|SASL (?:\S{1,40} )?authentication (?:failed|failure|problem)(?!: (?:cannot connect to saslauthd|unable to open))|update average delay|Unable to look up (?:MX|NS) host|No (?:MX|NS) /i;

/** Whether a line of Postfix complains of something that is no delivery, no refusal and no caller. */
export const complains = ({ program, text }: InnerLine): boolean =>
  complaint.test(text) &&
  !aside.test(text) &&
  !(text.includes('warning: ') && ofIncoming.test(program ?? '') && ofCaller.test(text));

/** What a line of Postfix that is marked says of Postfix itself. */
export function faultIn({ program = '', text }: InnerLine): string | undefined {
  if (!(complaint.test(text) || onTerminal.test(text)) || aside.test(text)) return undefined;
  const id = faultOfPostfix(text)?.id;
  // What ends a command is often how it was called.
  return id !== undefined && isUnread(id) && !(isPostfixDaemon(program) && !command.test(program)) ? undefined : id;
}

/** Whether a syslog tag is one of Postfix's daemons. */
export const isPostfixDaemon = (program: string): boolean =>
  daemon.test(program) && !/^(?:sendmail|sm-mta|exim)/.test(program);

/** Whether a line can be Postfix's: by its daemon, or bare, by its queue id. */
export function isPostfix({ program, text }: InnerLine): boolean {
  // `aliasesdb: /usr/sbin/postconf: fatal: …` of a unit that calls a command of Postfix.
  if (program !== undefined) return isPostfixDaemon(program) || onTerminal.test(text);
  return (
    onTerminal.test(text) ||
    ofItself.test(text) ||
    (queueId.test(text) &&
      /\b(?:to=<|from=<|status=|said: |removed$|client=|message-id=|milter-|reject: |lost connection|refused to talk|sender (?:non-delivery|delay|delivery)|enabling PIX|skipped)/.test(
        text,
      )) ||
    /^(?:(?:Unt|T)rusted|Verified|Anonymous) TLS connection established|^(?:SSL_connect error to|certificate verification failed for) /.test(
      text,
    )
  );
}

/** Reads a line of Postfix. `line` is its number. */
export function readPostfix(inner: InnerLine, line: number, raw: string): AgentLine {
  const { text } = inner;
  const found = text.includes('status=') ? delivery.exec(text) : null;
  if (found !== null) return fromDelivery(inner, found, line, raw);
  const expired = /from=<([^>]{0,320})>, status=(?:force-)?expired/.exec(text);
  if (expired !== null) {
    const id = queueId.exec(text)?.[1];
    const attempt = {
      outcome: 'failed',
      line,
      reply: { text: 'status=expired' },
      client: 'postfix',
      text: raw,
    } as const;
    return { kind: 'attempt', attempt: { ...attempt, ...defined({ at: inner.at, host: inner.host, id }) } };
  }
  if (aside.test(text)) return fromAside(inner, line, raw);
  const fault = faultIn(inner);
  if (fault !== undefined) return { kind: 'fault', id: fault, line, text: raw };
  return complains(inner) || onTerminal.test(text) ? { kind: 'unknown' } : noise;
}

/** How long it took to set up a connection and to transmit a mail, of the text from `delay=` on; undefined where it is not said. */
export function tookMs(text: string): number | undefined {
  const m = delays.exec(text);
  return m === null ? undefined : msOf(m[1], m[2]);
}

/** delays=a/b/c/d: before the queue manager, in it, connection set-up, transmission (postconf(5) delay_logging_resolution_limit). */
const delays =
  /^delay=[\d.]{1,12}, delays=[\d.]{1,12}\/[\d.]{1,12}\/([\d.]{1,12})\/([\d.]{1,12}), dsn=\d\.\d{1,3}\.\d{1,3}, $/;
const msOf = (setup?: string, transmission?: string): number => (Number(setup) + Number(transmission)) * 1000;

function fromDelivery(inner: InnerLine, m: RegExpExecArray, line: number, raw: string): AgentLine {
  const [, recipient, , , , setup, transmission, dsn = '', status = '', reason = ''] = m;
  const sent = status === 'sent' || status === 'deliverable' || status === 'filtered';
  const took = setup === undefined ? undefined : msOf(setup, transmission);
  const common = {
    line,
    client: 'postfix',
    text: raw,
    ...defined({
      at: inner.at,
      host: inner.host,
      id: queueId.exec(inner.text)?.[1],
      recipient,
      startedAt: took === undefined || inner.at === undefined ? undefined : inner.at - Math.round(took),
    }),
  };
  if (sent) return { kind: 'attempt', attempt: { outcome: 'sent', ...common } };
  const body = suspended.exec(reason)?.[1] ?? reason;
  const answer = parseReply(said.exec(body)?.[1] ?? body);
  const reply = answer.enhanced === undefined && dsn !== '' ? { ...answer, enhanced: dsn } : answer;
  return { kind: 'attempt', attempt: { outcome: 'failed', ...common, reply, ...defined({ phase: phaseIn(reason) }) } };
}

function fromAside(inner: InnerLine, line: number, raw: string): AgentLine {
  const refused = /reject: (.{0,400}?): ((?:[45]\d\d|[45]\.\d).{0,600})/s.exec(inner.text);
  const remote = said.exec(inner.text);
  const body = (remote?.[1] ?? refused?.[2] ?? inner.text.replace(queueId, '')).replace(/; from=<.*$/s, '');
  const phase = phaseIn(refused?.[1] ?? inner.text);
  // A content filter that says `try again later` and no more asks a first-time sender to come back.
  const deferred =
    refused !== null && inner.text.includes('milter-reject') && /^4\.7\.1\s*(?:Try again later)?\s*$/i.test(body);
  const reply = deferred ? { enhanced: '4.7.1', text: 'greylisted: try again later' } : parseReply(body);
  return {
    kind: 'aside',
    attempt: {
      outcome: 'failed',
      line,
      client: 'postfix',
      text: raw,
      reply,
      ...(refused === null ? {} : { inbound: true as const }),
      ...defined({
        at: inner.at,
        host: inner.host,
        id: queueId.exec(inner.text)?.[1],
        recipient: / to=<([^>]{1,320})>/.exec(inner.text)?.[1],
        phase,
      }),
    },
  };
}
