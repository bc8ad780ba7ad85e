import { parsedObject } from '../../../core/json.ts';
import { behindPrompt, isBarePrompt } from '../../../core/shell-prompt.ts';
import { portOf } from '../../../kubernetes/server-url.ts';

/** A command of a pasted session that asked for health, and what was printed below it. */
export interface HealthAnswer {
  readonly url: string;
  /** Curl's words in the form of a recording: `HTTP/1.1 200 OK`, an empty line and the body, or `curl: (7) …`. */
  readonly lines: readonly string[];
  /** Line of what decides, from 0. */
  readonly at: number;
}

/** What a session says, and which lines are explained by it, from 0. */
export interface HealthCommands {
  readonly answers: readonly HealthAnswer[];
  /** What was asked and shows no answer: curl -s says nothing where it is refused. */
  readonly silent: readonly { readonly url: string; readonly at: number }[];
  readonly lines: ReadonlySet<number>;
}

const command =
  /^(?:sudo )?(?:[A-Z_]{2,40}=\S{0,300} ){0,8}(?:curl|kubectl|oc|etcdctl|crictl|systemctl|journalctl|docker|ss|netstat|ps|cat|echo)(?=\s|$)/;
/** `curl -k https://10.0.0.5:6443/readyz?verbose`: whose answer follows. */
const curl = /\bcurl\b[^|;]{0,300}?['"\s](https?:\/\/[^\s'"|;]{1,300})/;
/** `kubectl get --raw='/readyz?verbose'`. */
const raw = /\bkubectl\b[^|;]{0,200}--raw[= ]['"]?(\/[^\s'"]{1,200})/;
/** Ports on which only Kubernetes and etcd serve these paths; 8443 is minikube's, and many a web server's. */
const healthPath = /^\/(?:healthz|livez|readyz|health|readiness|version)(?:[/?].{0,200})?$/;
const ports = new Set([
  '6443',
  '6444',
  '16443',
  '2379',
  '2381',
  '10248',
  '10250',
  '10251',
  '10252',
  '10255',
  '10256',
  '10257',
  '10258',
  '10259',
]);
const ownPaths = /^\/(?:livez|readyz)(?:[/?].{0,200})?$/;

/** The URL that a command asks for its health; kubectl's is the apiserver's, whatever its address. */
export function healthUrlIn(line: string): string | undefined {
  const path = raw.exec(line)?.[1];
  if (path !== undefined) return healthPath.test(path) ? `https://apiserver:6443${path}` : undefined;
  const url = curl.exec(line)?.[1];
  const asked = url === undefined ? undefined : /^https?:\/\/[^/]{1,255}(\/.{0,300})?$/.exec(url)?.[1];
  if (url === undefined || asked === undefined) return undefined;
  return (ports.has(portOf(url)) && healthPath.test(asked)) || (portOf(url) === '8443' && ownPaths.test(asked))
    ? url
    : undefined;
}

/** Whether a line is a command at a prompt, or one that begins with a program of such sessions. */
export const isCommand = (line: string): boolean => command.test(behindPrompt(line) ?? line);

/** What changes something: a service started, an object applied, a file edited. */
const deed =
  /^(?:sudo )?(?:systemctl (?:re)?(?:start|load)|service \S{1,60} (?:re)?start|kubectl (?:.{0,60} )?(?:apply|delete|rollout|patch|edit|replace|scale)|docker (?:re)?start|crictl (?:start|stop|rm)|kubeadm|vim?|nano|sed -i|cp|mv|rm|p?kill|reboot|etcdctl (?:.{0,200} )?(?:defrag|disarm|compact|member (?:add|remove)))\b/;

/** Whether a command at a prompt may have mended what was asked for before. */
export const isDeed = (line: string): boolean => deed.test(behindPrompt(line) ?? '');

/** Reads the answers below `curl` and `kubectl get --raw`; lists of checks are read elsewhere. */
export function readHealthCommands(lines: readonly string[]): HealthCommands {
  const answers: HealthAnswer[] = [];
  const silent: { url: string; at: number }[] = [];
  const known = new Set<number>();
  const commands = lines.flatMap((line, i) => (isCommand(line) ? [i] : []));
  for (const [n, i] of commands.entries()) {
    const url = healthUrlIn(lines[i] ?? '');
    if (url === undefined) continue;
    known.add(i);
    const end = commands[n + 1] ?? lines.length;
    const below = [...lines.slice(i + 1, end), gluedTo(lines[end] ?? '')];
    const told = answerIn(below);
    if (told === undefined && below.every((line) => line === '' || beside.test(line) || isBarePrompt(line)))
      silent.push({ url, at: i });
    if (told === undefined) continue;
    answers.push({ url, lines: told.lines, at: i + 1 + told.at });
    for (let j = i + 1; j < Math.min(end, i + 1 + told.used); j++) known.add(j);
  }
  return { answers, silent, lines: known };
}

/** A body without a line feed stands right before the next prompt: `okroot@cp-1:~# curl …`. */
const glued =
  /^(ok|Unauthorized|404 page not found|\{.{0,2000}\})(?=\[?[\w.-]{1,60}@[\w.-]{1,120}[^#$%>]{0,120}[#$%>])/;
const gluedTo = (line: string): string => glued.exec(line)?.[1] ?? '';

interface Told {
  readonly lines: readonly string[];
  readonly at: number;
  /** So many lines are explained. */
  readonly used: number;
}

/** Lines of curl that are about itself. */
const beside =
  /^(?:%? {0,3}Total {1,4}% Received|Dload {1,3}Upload|\d{1,3} {1,8}\d{1,9}k? {1,8}\d|[*<>] |[{}] \[\d{1,9} bytes data\]|WARNING: |Warning: )/;
const statusHead = /^(?:< )?HTTP\/[\d.]{1,3} (\d{3})\b/;
/** Short bodies, which end without a line feed: the next prompt stands right behind. */
const word = /^(ok|Unauthorized|404 page not found|Forbidden)(?=$|\W|[\w.-]{1,60}@)/;

function answerIn(lines: readonly string[]): Told | undefined {
  let head: string | undefined;
  for (const [i, line] of lines.entries()) {
    const status = statusHead.exec(line)?.[1];
    if (status !== undefined) head = `HTTP/1.1 ${status}`;
    if (
      line === '' ||
      beside.test(line) ||
      statusHead.test(line) ||
      (head !== undefined && /^[\w-]{2,60}: /.test(line))
    )
      continue;
    if (/^curl: \(\d{1,3}\) /.test(line)) return { lines: [line], at: i, used: i + 1 };
    const body = word.exec(line)?.[1];
    if (body !== undefined) return { lines: [head ?? statusOf(body), '', body], at: i, used: i + 1 };
    return line.startsWith('{') ? objectIn(lines, i, head) : undefined;
  }
  return undefined;
}

const statusOf = (body: string): string =>
  ({ Unauthorized: 'HTTP/1.1 401', Forbidden: 'HTTP/1.1 403', '404 page not found': 'HTTP/1.1 404' })[body] ??
  'HTTP/1.1 200';

/** More lines has no Status. */
const maxObject = 60;

/** etcd's `{"health":"true"}`, the apiserver's version, or a Status of Kubernetes, on one line or several. */
function objectIn(lines: readonly string[], from: number, head: string | undefined): Told | undefined {
  let text = '';
  for (let i = from; i < Math.min(lines.length, from + maxObject); i++) {
    text += `${lines[i]}\n`;
    const cut = text.lastIndexOf('}');
    const value = cut === -1 ? undefined : parsedObject(text.slice(0, cut + 1));
    if (value === undefined) continue;
    const { code, health, gitVersion, kind } = value;
    if (health === undefined && gitVersion === undefined && kind !== 'Status') return undefined;
    const status = typeof code === 'number' ? `HTTP/1.1 ${code}` : health === 'false' ? 'HTTP/1.1 503' : 'HTTP/1.1 200';
    return { lines: [head ?? status, '', JSON.stringify(value)], at: from, used: i + 1 };
  }
  return undefined;
}
