import { present } from '../optional.ts';
import { promptName } from './prompts.ts';

/** Where something was typed or shown. What one place shows says nothing of another. */
export interface Place {
  /** As its prompt, `ssh` or a heading calls it; a pod is a host of its own. Undefined where nothing tells. */
  readonly host?: string;
  /** Which container or namespace of the host. */
  readonly within?: string;
}

export const keyOf = ({ host = '', within = '' }: Place): string => `${host}\0${within}`;

/** The shells of a paste: where those were that its prompts stand for. */
export interface Shells {
  /** Prompts that were met behind a command that leads elsewhere. */
  readonly bound: Map<string, Place>;
  entering?: { readonly to: Place; readonly from: string | undefined; readonly ask: number } | undefined;
  /** What the words above call the place of what follows. */
  section?: string | undefined;
}

const sudo = String.raw`(?:sudo(?: -\S{1,10})* )?`;
/** `ssh`, its host, and the command that it is to run there. */
export const remote = new RegExp(
  String.raw`^${sudo}(?:ssh|vagrant ssh|multipass (?:shell|exec)|minikube ssh|gcloud compute ssh)\b((?: -[46AaCfGgKkMNnqsTtVvXxYy]{1,8}| -[bcDEeFIiJLlmOopQRSWw] ?\S{1,200}| --[\w-]{1,40}(?:=\S{1,200})?){0,12})(?: (?:[\w.-]{1,64}@)?([\w.:-]{1,255}))?(?: (?!-)(\S.{0,1000}))?$`,
);
const engine = new RegExp(
  String.raw`^${sudo}(?:\S{0,60}/)?(docker(?:-compose)?|podman|nerdctl|crictl|lxc|incus|kubectl|oc|k3s kubectl|microk8s kubectl)\b(.{0,200}?) (exec|run|debug|attach|shell|rsh) (.{1,1000})$`,
);
const namespace = new RegExp(
  String.raw`^${sudo}(?:ip (netns|vrf) exec (\S{1,80})|nsenter (.{1,200}?)(?= [a-z/]\S{0,60}(?: |$)|$))(.{0,1000})$`,
);

/** Options of engines whose value is a word of its own. */
const valued =
  /^(?:-[cenpuvwhf]|--(?:namespace|container|context|user|workdir|env|env-file|network|net|name|volume|mount|image|kubeconfig|file|hostname|ip|dns|add-host|entrypoint|label|publish|target|profile))$/;

/** The first word of a command's arguments that is neither an option nor the value of one. */
function firstWord(args: string): string | undefined {
  const words = args.split(/\s+/);
  return words.find((word, i) => word !== '' && !word.startsWith('-') && !valued.test(words[i - 1] ?? ''));
}

function ofEngine(tool: string, verb: string, args: string, at: Place): Place {
  const name = firstWord(args) ?? '';
  if (/kubectl|^oc$/.test(tool)) {
    const node = /^node\/(.{1,255})/.exec(name)?.[1];
    return { host: node ?? `pod ${name.replace(/^pods?\//, '')}` };
  }
  if (verb !== 'run') return { ...at, within: `container ${name}` };
  const network = /(?:^| )--net(?:work)?[= ](\S{1,100})/.exec(args)?.[1] ?? 'bridge';
  if (network === 'host') return at;
  return { ...at, within: network.startsWith('container:') ? network.replace(':', ' ') : `container in ${network}` };
}

/** Where a command runs that was typed at a place: there, or where it leads. */
export function placeOf(command: string, at: Place): Place {
  const [, , host, inner] = remote.exec(command) ?? [];
  if (host !== undefined && inner !== undefined) return { host };
  const [, tool, , verb, args] = engine.exec(command) ?? [];
  if (tool !== undefined && verb !== undefined && args !== undefined) return ofEngine(tool, verb, args, at);
  const [, kind, name, options] = namespace.exec(command) ?? [];
  if (kind !== undefined || options !== undefined) return { ...at, within: `${kind ?? 'process'} ${name ?? options}` };
  return at;
}

const shell = /(?:^|[\s/])(?:ba|da|a|z|k|fi)?sh(?: -\w{1,4})?["']?$| -(?:it|ti|t)\b|^ *$/;

/** Where a command leads whose shell the next prompt may be of. */
function leadsTo(command: string, at: Place): Place | undefined {
  const [all, , host, inner] = remote.exec(command) ?? [];
  if (all !== undefined && inner === undefined) return host === undefined ? { host: command } : { host };
  const [, tool, , verb, args] = engine.exec(command) ?? [];
  if (tool !== undefined && verb !== undefined && args !== undefined)
    return verb === 'exec' && !shell.test(args) ? undefined : ofEngine(tool, verb, args, at);
  const found = namespace.exec(command);
  return found !== null && shell.test(found[4] ?? '') ? placeOf(command, at) : undefined;
}

/** Nobody administers containers from within one. */
const ofHosts = /^(?:sudo )?(?:docker|podman|kubectl|crictl|systemctl|journalctl)\b/;

/** An id as Docker gives it to a container as its name. */
const isContainer = (name: string): boolean => /^[0-9a-f]{12}$/.test(name);

/** What is known beside a prompt and its command. */
interface Around {
  /** Number of the command's ask. */
  readonly ask: number;
  /** Whether what an ask leads to was not reached. */
  readonly hasFailed: (ask: number) => boolean;
}

/** The place of a command by its prompt. */
export function takePrompt(shells: Shells, prompt: string | undefined, command: string, around: Around): Place {
  const name = prompt === undefined ? undefined : promptName(prompt);
  if (name === undefined) return own(shells, undefined);
  bind(shells, name, around.hasFailed);
  const known = shells.bound.get(name);
  const isLeft = isInside(known) && ofHosts.test(command);
  const place = known === undefined || isLeft ? own(shells, name) : known;
  if (isLeft || /^(?:exit|logout)\b/.test(command)) shells.bound.delete(name);
  const to = leadsTo(command, place);
  if (to !== undefined) shells.entering = { to, from: name, ask: around.ask };
  return place;
}

const isInside = (place: Place | undefined): boolean =>
  place !== undefined && (place.within !== undefined || place.host?.startsWith('pod ') === true);

const isNamed = (name: string): boolean => !name.startsWith('\0');

/** The first prompt behind a command that leads elsewhere is of there, but where it is the one before and names its host. */
function bind(shells: Shells, name: string, hasFailed: Around['hasFailed']): void {
  const { entering } = shells;
  shells.entering = undefined;
  if (entering === undefined || (name === entering.from && (isNamed(name) || hasFailed(entering.ask)))) return;
  // `ssh 10.0.0.5`, and the prompt says web1.
  shells.bound.set(name, isNamed(name) && !isInside(entering.to) ? { host: name } : entering.to);
}

/** Shells of images name no host. */
const ofImages = new Set(['\0/', '\0sh']);

/** A place that nothing else tells of than its prompt, or the words above it. */
function own({ section }: Shells, name: string | undefined): Place {
  if (name === undefined || name === '\0$') return present({ host: section ?? name });
  return isContainer(name) || ofImages.has(name) ? { within: `container ${name}` } : { host: name };
}

const nouns =
  'hosts?|servers?|clients?|nodes?|machines?|vms?|containers?|pods?|routers?|gateways?|laptops?|pcs?|desktops?|workers?|masters?|control[ -]planes?|bastions?|jump ?(?:host|box|server)|peers?|namespaces?|netns|hypervisors?|workstations?|instances?|box|guests?';
const headings: readonly RegExp[] = [
  // On the server: / ## From my laptop / **Inside the container:**
  new RegExp(
    `^[#*>=\\- ]{0,8}(?:[Oo]n|[Ff]rom|[Ii]n|[Ii]nside|[Ww]ithin) (?:the |my |an? |our |this |another |other )?(?<name>(?:[\\w.()-]{1,40} ){0,3}(?:${nouns})(?: [\\w.()-]{1,40}){0,3})\\b[:*=\\- ]{0,6}$`,
    'i',
  ),
  // Server: / **Node 2** / === client ===
  new RegExp(
    `^(?:[#*>=-]{1,6} {0,2})?(?<name>(?:[\\w.-]{1,40} ){0,2}(?:${nouns})(?: (?:[A-Z]|[\\w.-]{0,40}\\d))?)(?: {0,2}\\((?:[\\w.:-]{1,60})\\))?(?::\\**|\\*\\*:?| ={2,}| -{2,})$`,
    'i',
  ),
  // On web1: / from 10.0.0.5:
  /^[#*>=\- ]{0,8}(?:[Oo]n|[Ff]rom|[Ii]nside) (?<name>[\w.-]{1,63})(?: ?\([\w.:-]{1,60}\))?:\**$/,
  // === web1 === / ==> web1 <== / ### web1 ###
  /^(?:={2,6}|#{2,6}|==>|-{4,8}) ?(?<name>[\w.-]{1,63}) ?(?:={2,6}|#{2,6}|<==|-{4,8})$/,
  // ansible's ad-hoc command
  /^(?<name>[\w.-]{1,100}) \| (?:SUCCESS|CHANGED|FAILED)(?: \| rc=\d{1,3} >>| => \{)/,
];

/** The place that a line between others names as that of what follows. */
export function headingOf(line: string): string | undefined {
  for (const heading of headings) {
    const name = heading.exec(line)?.groups?.['name'];
    if (name !== undefined) return name.toLowerCase();
  }
  return undefined;
}
