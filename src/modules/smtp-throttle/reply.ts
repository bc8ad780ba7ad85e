/** What a server answered, freed from what client libraries and agents put around it. */
export interface Reply {
  /** Three digits; absent where a library swallowed them. */
  readonly code?: number;
  /** `4.3.2`. */
  readonly enhanced?: string;
  /** The words alone, on one line. */
  readonly text: string;
  /** Words of a library or a program itself, of no server: what is vague in them proves nothing. */
  readonly own?: true;
}

/** No part of a path before or behind it: `…/users/app@example.net/sendMail`. */
const email = /<?[^\s<>"'(),;:/]{1,64}@[^\s<>"'(),;:/]{1,200}>?/g;
/** `550-5.7.1` inside a reply that some agent put on one line. */
const repeatedCode = /\s([2-5]\d\d)[- ](?:[245]\.\d{1,3}\.\d{1,3}\s)?/g;
const head =
  /^[\s"'[(>*-]{0,8}(?:smtp;\s{0,4})?(?:SMTP[:;]?\s{0,4})?#?(?:<\S{1,100}>\s{1,2})?#?\s?([245]\d\d)(?:[- ]\1)?(?![\d.])[-:,;\s]{0,3}(?:(?:cuda_nsu|SMTP;?)\s)?(?:[#(\s]{0,3}([245]\.\d{1,3}\.\d{1,3})\)?(?![\d.]))?[\s:;,-]{0,4}/i;
const bare = /^[\s"'[(>*-]{0,8}(?:smtp;\s{0,4})?#{0,2}([245]\.\d{1,3}\.\d{1,3})(?![\d.])[\s:;,"-]{0,4}/i;
/** `(#5.1.1)`, `[#4.1.9]`, ` - 5.7.1 [BL23]`: an enhanced code that stands behind its text. */
const trailing = /[([]#\s?([45]\.\d{1,3}\.\d{1,3})\b/;
/** PHPMailer writes both codes behind the text. */
const behind =
  /SMTP code: ([245]\d\d)(?:.{0,40}?(?:Additional SMTP info|Extended|SMTP extended code):? ([245]\.\d{1,3}\.\d{1,3}))?/;

/**
 * Cisco's mail gateway puts its own reading before what the server said: `5.1.0 - Unknown address error 550-'5.7.1 …'`,
 * `5.3.0 - Other mail system problem ('554', ['5.7.1 …'])`. That it gave up is its own; all else the server knows better.
 */
const gateway =
  /^(?:smtp;\s{0,4})?[45]\.\d{1,3}\.\d{1,3} - (?!Delivery expired)[A-Za-z][^'"([]{2,80}?(?:\('([45]\d\d)', \[['"]|([45]\d\d)-')/;

/** One line, a blank for each run of white space and escaped line break. */
export const oneLine = (text: string): string =>
  text
    .replace(/(?:\\r|\\n|\\t|#012|#015)+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Longer answers are hostile: servers send 512 octets a line (RFC 5321, 4.5.3.1.5) and few lines. */
const maxReply = 8_000;

/** Reads codes and words of a server's answer; of a very long one the beginning. */
export function parseReply(raw: string): Reply {
  const text = oneLine(raw.slice(0, maxReply)).replace(
    gateway,
    (_, quoted?: string, plain?: string) => `${quoted ?? plain} `,
  );
  const full = head.exec(text);
  const short = full === null ? bare.exec(text) : null;
  const start = full?.[0].length ?? short?.[0].length ?? 0;
  const tail = behind.exec(text);
  const code = full?.[1] ?? tail?.[1];
  const enhanced = full?.[2] ?? short?.[1] ?? tail?.[2] ?? trailing.exec(text)?.[1];
  return {
    ...(code === undefined ? {} : { code: Number(code) }),
    ...(enhanced === undefined ? {} : { enhanced }),
    text: withoutRepeats(text.slice(start), code).replace(/["'\s]+$/, ''),
  };
}

/** Replies of several lines that were joined: the code stands before each line. */
function withoutRepeats(text: string, code: string | undefined): string {
  if (code === undefined || !text.includes(code)) return text;
  return text.replace(repeatedCode, (all, repeated: string) => (repeated === code ? ' ' : all));
}

/** The reply as the rules read it: codes first, addresses masked, the agent's preamble off. */
export function subjectOf({ code, enhanced, text }: Reply): string {
  const words = text.replace(email, '<a>').replace(/^(?:<a>:?\s?)?(?:\.{3}\s?)?/, '');
  const refused = /^(?:Recipient|Sender) address rejected: ?(?=\S)/i.exec(words);
  const rest = refused === null ? words : keepRefused(words, refused[0].length);
  return [code, enhanced, rest].filter((part) => part !== undefined && part !== '').join(' ');
}

/** `Recipient address rejected: Greylisted` is about greylisting; `…: Access denied` about the recipient. */
function keepRefused(words: string, length: number): string {
  const reason = words.slice(length);
  if (/^sender/i.test(words) && /^(?:user unknown|unverified|undeliverable)/i.test(reason)) return words;
  return /^(?:access )?denied|^domain not found|^not owned|^not logged in|^rejected|^need fully-qualified address/i.test(
    reason,
  )
    ? words
    : reason;
}
