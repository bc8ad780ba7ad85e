import type { FailureRecord } from '../observations.ts';

/** A server as the input names it: nothing in it is guessed. */
export interface Endpoint {
  readonly host: string;
  /** Absent where the input does not say it. */
  readonly port?: number;
}

/** A name with a dot, an address, or this very host. */
const host =
  '(?<host>\\[[0-9a-fA-F:]{2,45}\\]|localhost|(?=[^\\s]{1,253})(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,62})\\.){1,10}[A-Za-z0-9-]{1,63})(?![A-Za-z0-9-]|\\.[A-Za-z0-9]|@)';
const port = '(?<port>\\d{2,5})(?!\\d|\\.\\d)';

const pattern = (before: string, behind = ''): RegExp => new RegExp(`${before}${host}${behind}`, 'i');

/**
 * Where clients and agents name the server they talk to, surest first: Postfix (`relay=`, `connect to`,
 * `host X[Y] said`), Exim (`H=`), Angus Mail, Spring, Symfony, nodemailer, Go's net, Python, msmtp, curl.
 */
// biome-ignore format: a table, a row a line
const forms: readonly RegExp[] = [
  // relay=mx.example.net[192.0.2.7]:25
  pattern('\\brelay=', `(?:\\[[0-9a-fA-F.:]{2,45}\\])?(?::${port})?`),
  // connect to mx.example.net[192.0.2.7]:25: Connection timed out
  pattern('\\bconnect(?:ing|ion)? (?:to|with) (?:host )?["\']?(?:\\w{2,9}://)?', ` ?(?:\\[[0-9a-fA-F.:]{2,45}\\])?(?:(?::| port |, port:? )${port})?`),
  // Could not connect to SMTP host: localhost, port: 25
  pattern('\\bhost:? ["\']?(?:\\w{2,9}://)?', `["']?(?:, port:? ?|:)${port}`),
  // Couldn't connect to host, port: mail.example.net, 25
  pattern('\\bhost, port: ', `, ${port}`),
  // dial tcp 192.0.2.7:587: i/o timeout; dial tcp: lookup smtp.example.net: i/o timeout
  pattern('\\bdial (?:tcp|udp)[46]?:? (?:lookup )?', `(?:(?: on \\S{1,60})|:${port})?`),
  // connect ECONNREFUSED 127.0.0.1:587; getaddrinfo ENOTFOUND smtp.example.net
  pattern('(?:\\bE(?:CONN[A-Z]{3,9}|TIMEDOUT|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH|SOCKET|DNS|PIPE)|UnknownHostException:|\\blookup|\\bresolv(?:e|ing)(?: host:?)?) ["\']?', `(?:[: ]${port})?`),
  // H=mx.example.net [192.0.2.7]:25
  pattern('\\bH=', ` ?\\[[0-9a-fA-F.:]{2,45}\\](?::${port})?`),
  // host mx.example.net[192.0.2.7] said: …; host=smtp.example.net port=587; "host":"smtp.example.net","port":587
  pattern('(?:\\bhost |\\bhost=["\']?|"host": ?")', `(?:["',; ]{1,3}port["']?[=:] ?["']?${port})?`),
  // smtp.example.net:587, where nothing says what it is
  pattern('(?<![\\w.@-])', ':(?<port>25|465|587|2465|2525|2587)(?!\\d|[.:]\\d)'),
];

/** Words with a dot that are no hosts: classes, files, versions. */
const noHost =
  /\.(?:java|py|js|ts|php|cs|rb|go|rs|log|conf|\w{0,30}Exception|Mail|Net)$|^(?:java|javax|jakarta|com\.sun|org\.\w{3,30}\.\w{1,30}\.[A-Z]|System|MailKit|smtplib|net\.smtp)\b|^\d{1,3}(?:\.\d{1,4}){1,2}$|^[245]\.\d/;

function endpointIn(text: string): Endpoint | undefined {
  for (const form of forms) {
    const groups = form.exec(text)?.groups;
    const name = groups?.['host']?.replace(/^\[|\]$/g, '');
    if (name === undefined || noHost.test(name)) continue;
    const number = Number(groups?.['port'] ?? 0);
    return { host: name, ...(number > 0 && number < 65_536 ? { port: number } : {}) };
  }
  return undefined;
}

/** So many servers are named. */
const most = 3;

/** The servers that failures name, most often first; without a port where the input has none. */
export function endpointsOf(failures: readonly FailureRecord[]): Endpoint[] {
  const counts = new Map<string, { endpoint: Endpoint; count: number }>();
  for (const { text } of failures) {
    const endpoint = endpointIn(text);
    if (endpoint === undefined) continue;
    const key = `${endpoint.host.toLowerCase()} ${endpoint.port ?? ''}`;
    counts.set(key, { endpoint, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()]
    .toSorted((a, b) => b.count - a.count)
    .slice(0, most)
    .map(({ endpoint }) => endpoint);
}
