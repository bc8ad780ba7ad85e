/** A reply that a program printed as a value of its language, written as the server sent it. */
export interface Structured {
  readonly reply: string;
  readonly client?: string;
}

/** Digits of a code in lettre's and async-smtp's `Code` (lettre src/transport/smtp/response.rs). */
const severities: Readonly<Record<string, string>> = { Transient: '4', Permanent: '5' };
const categories = ['Syntax', 'Information', 'Connections', 'Unspecified3', 'Unspecified4', 'MailSystem'];
const details = ['Zero', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];

/** `Code { severity: PermanentNegativeCompletion, category: MailSystem, detail: Four }`, on one line or several. */
const lettre =
  /Code ?\{\s{0,20}severity: (Transient|Permanent)NegativeCompletion,\s{0,40}category: (\w{4,20}),\s{0,40}detail: (\w{3,5}),?\s{0,40}\}(.{0,2000})/s;
/** What stands behind the code: the lines of the reply, or the error that holds it. */
const lettreLines =
  /^(?:,|\),?)?\s{0,40}(?:message: \[|source: )\s{0,40}((?:"(?:[^"\\]|\\.){0,600}",?\s{0,40}){1,20})/s;

/** `&textproto.Error{Code:550, Msg:"5.1.1 …"}` of Go's `%#v`. */
const go = /textproto\.Error\{Code:([245]\d\d), Msg:"((?:[^"\\]|\\.){0,2000})"\}/s;
/** `#<Net::SMTP::Response:0x… @status="550", @string="550 5.1.1 …\n">` of Ruby's `inspect`. */
const ruby = /@status="[245]\d\d", @string="((?:[^"\\]|\\.){3,2000})"/s;
/** `{:permanent_failure, "mx.example.net", "550 5.1.1 …"}`, `{permanent_failure,"mx",<<"550 …">>}` of gen_smtp, quoted again or not. */
const erlang =
  /\{:?(?:permanent_failure|temporary_failure),\s{0,40}(?:(?:~c)?(\\?["'])[^"'\\]{0,255}\1,\s{0,40})?(?:<<)?\\?["']([245]\d\d(?:[^"\\]|\\[^"]){0,2000}?)\\?["']/s;
/** `{:network_failure, "mx.example.net", {:error, :timeout}}` of gen_smtp: no server answered. */
const erlangNetwork =
  /\{:?(network_failure),\s{0,40}(?:~c)?\\?["'][^"'\\]{0,255}\\?["'],\s{0,40}\{:?error,\s{0,40}:?(\w{2,40})\}/s;
/** `replyCode=550, replyMessage=…`, `returnCode: 550, message: "…"` of records and data classes. */
const record =
  /\b(?:reply|return|smtp_?|status_?)code["']?[=:] ?["']?([45]\d\d)["']?, ?["']?(?:replyMessage|reply|message|msg|text|smtp_error|smtp_message|response|error)["']?[=:] ?["']?([^"'{}]{3,600})/is;
/** `smtpstatus=550 smtpmsg='550 5.1.1 …' errormsg='…'` of msmtp. */
const msmtp = /\bsmtpstatus=[245]\d\d smtpmsg='([245]\d\d[^']{0,1000})'/s;

/** What a text that holds such a value matches. */
export const structPatterns: readonly RegExp[] = [lettre, go, ruby, erlang, erlangNetwork, record, msmtp];

/** The reply in a value that was printed; undefined where there is none. */
export function structured(text: string): Structured | undefined {
  if (!text.includes('{') && !text.includes('=') && !text.includes(':')) return undefined;
  return ofLettre(text) ?? ofGo(text) ?? ofOthers(text);
}

function ofLettre(text: string): Structured | undefined {
  const m = text.includes('NegativeCompletion') ? lettre.exec(text) : null;
  if (m === null) return undefined;
  const [, severity = '', category = '', detail = '', behind = ''] = m;
  const code = `${severities[severity]}${categories.indexOf(category)}${details.indexOf(detail)}`;
  if (!/^[45]\d\d$/.test(code)) return undefined;
  const lines = lettreLines.exec(behind)?.[1] ?? '';
  const said = [...lines.matchAll(/"((?:[^"\\]|\\.){0,600})"/g)].map(([, line]) => line).join(' ');
  return { reply: `${code} ${said}`.trim(), client: 'lettre' };
}

function ofGo(text: string): Structured | undefined {
  const m = go.exec(text);
  return m === null ? undefined : { reply: `${m[1]} ${m[2]}`, client: 'go-smtp' };
}

function ofOthers(text: string): Structured | undefined {
  const network = erlangNetwork.exec(text);
  if (network !== null) return { reply: `${network[1]}: ${network[2]}` };
  const whole = ruby.exec(text)?.[1] ?? erlang.exec(text)?.[2] ?? msmtp.exec(text)?.[1] ?? joined(record.exec(text));
  return whole === undefined ? undefined : { reply: whole };
}

const joined = (m: RegExpExecArray | null): string | undefined =>
  m === null ? undefined : (m[2] ?? '').startsWith(m[1] ?? '') ? m[2] : `${m[1]} ${m[2]}`;
