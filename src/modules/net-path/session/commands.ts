import { behindPrompt } from '../../../core/shell-prompt.ts';
import { type Place, remote } from './place.ts';
import { programs } from './voices.ts';

/** A command of a tool of the network, or the page of one whose command was not copied. */
export interface Ask {
  /** Empty where only its output was copied, and for commands of other tools. */
  readonly command: string;
  /** `curl`; empty for commands of other tools. */
  readonly tool: string;
  /** 1-based line where it begins. */
  readonly line: number;
  readonly place?: Place;
  /** In a container or namespace of the host that the command ran on, or in a pod of any. */
  readonly inside?: 'container' | 'pod';
  readonly target?: string;
  /** The name that was asked for, where the page shows the address behind it. */
  readonly named?: string;
  readonly port?: number;
  /** Name server that was named. */
  readonly server?: string;
  /** Hops a ping was limited to. */
  readonly ttl?: number;
  /** Whether something came over the connection, or was typed into it. */
  readonly carries?: true;
}

/** Whether a tool sends UDP, to which nothing need answer. */
export const isUdp = ({ command }: Ask): boolean =>
  /^(?:nc|ncat|netcat|nmap) (?:.{0,60} )?-(?:[a-tv-z]{0,6}u|sU)/.test(command);

/** Tools that ask for an answer, and others that show a state. */
const probes =
  'ping6?|fping|curl|wget|nc|ncat|netcat|telnet|ssh|iperf3?|traceroute6?|tracepath6?|tracert|mtr|nslookup|dig|host|openssl|arping|nmap|Test-NetConnection|Test-Connection|tnc|Resolve-DnsName';
const states =
  'ip6?|ifconfig|ipconfig|dhclient|udhcpc|route|getent|iptables|ip6tables|iptables-save|ip6tables-save|iptables-legacy|iptables-nft|nft|ss|netstat|arp|ethtool|sysctl|ipvsadm|conntrack|tcpdump|wg|bridge|brctl|resolvectl|systemd-resolve|dmesg|cilium|cilium-dbg|hubble|firewall-cmd|ufw|(?:docker|podman) network inspect|cat /etc/resolv\\.conf|cat /etc/hosts|cat /proc/sys/net/\\S{1,100}';
const netTool = new RegExp(`^(?:\\S{0,60}/)?(${probes}|${programs}|${states})(?:\\.exe)?(?= |$)`);
const probe = new RegExp(`^(?:${probes}|resolvectl)$`);

/** Whether a tool asks for an answer: then there is one, an error, or silence. */
export const isProbe = ({ tool, command }: Ask): boolean =>
  tool === 'resolvectl' || tool === 'systemd-resolve'
    ? command.includes(' query')
    : probe.test(tool) && !/ (?:--version|--help|-V)$/.test(command);

const noPrompt =
  /^[a-z-]{2,20} v?\d[\d.]{1,12}$|^# (?:Generated|Completed|Warning: iptables)|^ {0,4}% Total|^ *\d{1,2} /;
/** `curl -v http://10.0.0.5/` without a prompt: a tool and something that is no prose. */
const bare = new RegExp(
  `^(?:> )?((?:sudo )?(?:${probes}|${states}|kubectl|docker|podman|crictl|git (?:clone|fetch|pull|push|ls-remote))(?: (?!.{0,200}\\b(?:failed|fails|error|timed|cannot|was|were|is|are|not|could|does|to)\\b)(?=.{0,200}(?:-[a-zA-Z]|https?://|\\d\\.\\d|\\w\\.\\w|::|localhost|\\b(?:addr|address|a|route|r|link|neigh|rule|show|status|list)\\b)).{1,400}))$`,
);

/** `Step 3/10 : RUN wget …` of docker build: the builder types it in a container. */
const step = /^Step \d{1,4}(?:\/\d{1,4})? : RUN (.{1,1000})$/;

/** The command of a line, behind its prompt or alone. */
export function commandIn(line: string): string | undefined {
  if (step.test(line)) return line;
  if (noPrompt.test(line)) return undefined;
  // `<interface>` stands in a page that explains.
  return behindPrompt(line) ?? (/<[a-z][\w -]{0,30}>/.test(line) ? undefined : bare.exec(line)?.[1]);
}

const before =
  /^(?:sudo(?: -\w{1,4}(?: \w{1,20})?)? |time |timeout \S{1,10} |watch (?:-\S{1,8} )?|env |[A-Z_a-z]{1,30}=\S{0,200} )/;
const wrapper =
  /^(?:\S{0,60}\/)?(?:(?:kubectl|oc|k3s kubectl|microk8s kubectl|docker|docker-compose|docker compose|podman|nerdctl|crictl|lxc|lxc-attach)\b.{0,200}? (?:exec|run|debug|attach)\b|ip netns exec \S{1,80}|ip vrf exec \S{1,80}|nsenter|lxc-attach)(?= )/;
const image = / (?:\S{0,100}\/)?(curl|curlimages\/curl|appropriate\/curl)(?::\S{1,60})? (\S.{0,300})$/;

/** What a command is; of another tool, an ask without a name. */
export function askOf(text: string, line: number): Ask {
  const run = step.exec(text)?.[1];
  if (run !== undefined) return { ...askOf(run, line), inside: 'container' };
  // PowerShell does not tell capitals.
  let command = text
    .trim()
    .replace(/\btest-netconnection\b/i, 'Test-NetConnection')
    .replace(/\btest-connection\b/i, 'Test-Connection')
    .replace(/\bresolve-dnsname\b/i, 'Resolve-DnsName');
  for (let i = 0; i < 4 && before.test(command); i += 1) command = command.replace(before, '');
  const wrapped = wrapper.exec(command);
  if (wrapped !== null) {
    const rest = command.slice(wrapped[0].length);
    const inner =
      /(?: -- | -c ["']|["' ])\/?(?:\S{0,60}\/)?((?:curl|wget|ping6?|nc|ncat|telnet|nslookup|dig|host|traceroute6?|tracepath|mtr|ip|ss|netstat|route|ifconfig|arp|iptables|nft|cat \/etc\/resolv\.conf|cat \/etc\/hosts|getent|ssh|tcpdump|wg|conntrack|cilium|cilium-dbg)(?: .{0,300})?)$/;
    const found = inner.exec(rest)?.[1] ?? image.exec(rest)?.[2]?.replace(/^/, 'curl ');
    if (found !== undefined)
      return {
        ...plain(found.replace(/["']$/, ''), line),
        inside: /\b(?:kubectl|oc)\b/.test(wrapped[0]) ? 'pod' : 'container',
      };
    return { command: '', tool: '', line };
  }
  const inner = remote.exec(command)?.[3]?.replace(/^["']|["']$/g, '');
  const there = inner === undefined ? undefined : askOf(inner, line);
  return there === undefined || there.tool === '' ? plain(command, line) : there;
}

function plain(command: string, line: number): Ask {
  const tool = netTool.exec(command)?.[1];
  if (tool === undefined) return { command: '', tool: '', line };
  const server = /(?:^| )@([\w.:-]{2,255})/.exec(command)?.[1] ?? serverIn(command);
  const ttl = /^ping6? (?:.{0,100} )?-(?:t|h) ?(\d{1,3})\b/.exec(command)?.[1];
  return {
    command,
    tool: tool.split(' ')[0] ?? '',
    line,
    ...targetIn(command),
    ...(server === undefined ? {} : { server }),
    ...(ttl === undefined ? {} : { ttl: Number(ttl) }),
  };
}

/** `nslookup web.example 10.0.0.53`, `host web.example 10.0.0.53`: the second word is the name server. */
const serverIn = (command: string): string | undefined =>
  /^(?:nslookup|host)(?:\.exe)? (?:-[tcNRWm] \S{1,40} |-(?![tcNRWm] )\S{1,40} ){0,4}(?!-)[\w.:-]{1,255} ([\w.:-]{2,255})$/.exec(
    command,
  )?.[1];

/** Options whose next word is a value. */
const valued =
  /^-(?:[cswWiIlmMtTQpqfhAoeXHduUxbBDFJOPRSvVyzgnr]|-(?:max-time|connect-timeout|resolve|interface|header|data))$/;

/** `ssh -J jump -p 2222 me@web`: the first word that is no option, nor the value of one. */
function sshTo(command: string): { target?: string; port?: number } | undefined {
  const host = command.startsWith('ssh ') ? remote.exec(command)?.[2] : undefined;
  return host === undefined ? undefined : given(host, portIn('ssh', [], command));
}

/** Options whose next word is a value, whatever it looks like. */
const worded: Readonly<{ [tool: string]: RegExp }> = {
  ping: /^-[ISpQ]$/,
  arping: /^-[IiSsV]$/,
  traceroute: /^-[is]$/,
  mtr: /^-[aI]$/,
  nc: /^-[sxX]$/,
  curl: /^(?:-[oHdXuAebxKTDF]|--(?:interface|proxy|user|data|header|request|output))$/,
  wget: /^-[oOPU]$/,
  dig: /^-[bkf]$/,
  nmap: /^-[eSD]$/,
  iperf3: /^-[BpPtbiln]$/,
};

function targetIn(command: string): { target?: string; port?: number } {
  const shell = sshTo(command);
  if (shell !== undefined) return shell;
  const url =
    /(?:^|[\s"'])(https?|tcp|ftp):\/\/(?:[^\s/@]{1,100}@)?\[?([\w.:-]{1,255}?)\]?(?::(\d{1,5}))?(?:[/?"'\s]|$)/.exec(
      command,
    );
  if (url !== null) return given(url[2], url[3] ?? (url[1] === 'https' ? '443' : url[1] === 'http' ? '80' : undefined));
  const exported = /^mount(?:\.nfs4?)? (?:.{0,200} )?\[?([\w.:-]{2,255}?)\]?:\//.exec(command)?.[1];
  if (exported !== undefined) return given(exported, undefined);
  // mount -t cifs //nas/share
  const share = /^mount(?:\.cifs)? (?:.{0,200} )?\/\/([\w.-]{2,255})\//.exec(command)?.[1];
  if (share !== undefined) return given(share, '445');
  const openssl = /^openssl s_client .{0,200}?-connect (\S{1,255})/.exec(command)?.[1];
  if (openssl !== undefined) return given(...splitPort(openssl));
  const [tool = '', ...rest] = command.split(/\s+/);
  const words = rest.filter(
    (word, i) =>
      !word.startsWith('-') &&
      !word.startsWith('+') &&
      !word.startsWith('@') &&
      !(valued.test(rest[i - 1] ?? '') && /^[\d.]{1,6}$|^(?:do|want|dont)$/.test(word)) &&
      worded[tool.replace(/(?<=^(?:ping|traceroute))6$|(?<=^n)(?:cat|etcat)$/, '')]?.test(rest[i - 1] ?? '') !== true,
  );
  const server = serverIn(command);
  const bareName = words
    .filter((word) => word !== server)
    .find((word) =>
      /^(?:\w[\w.-]{0,80}@)?(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4}:[0-9a-f:]{2,40})(?::\d{1,5}|%\w{1,20})?$/i.test(
        word,
      ),
    );
  const named =
    /^(?:ping6?|curl|wget|nc|ncat|netcat|telnet|ssh|traceroute6?|tracepath6?|tracert|mtr|nslookup|dig|host|getent|nmap|iperf3?|Test-NetConnection|Test-Connection|tnc|Resolve-DnsName)$/.test(
      tool,
    )
      ? words.find(
          (word) =>
            /^(?:[\w.-]{1,80}@)?[a-z][\w.-]{0,254}(?::\d{1,5})?\/?$/i.test(word) &&
            !/^(?:A|AAAA|MX|TXT|SRV|NS|ANY|SOA|PTR|query|a?hosts(?:v[46])?)$/.test(word),
        )
      : undefined;
  const [host = '', port] = splitPort(
    (bareName ?? named ?? '')
      .replace(/^.{0,80}@/, '')
      .replace(/%.{0,20}$/, '')
      .replace(/\/$/, ''),
  );
  return given(host === '' ? undefined : host, port ?? portIn(tool, words, command));
}

/** `nc 10.0.0.5 80`, `tnc 10.0.0.5 -Port 80`, `nmap -p 80 10.0.0.5`. */
function portIn(tool: string, words: readonly string[], command: string): string | undefined {
  if (tool === 'iperf3')
    return / -p ?(\d{1,5})(?: |$)/.exec(command)?.[1] ?? (command.includes(' -p') ? undefined : '5201');
  if (tool === 'ssh') return / -p ?(\d{1,5})\b/.exec(command)?.[1] ?? '22';
  if (tool === 'nmap' || tool === 'tnc' || tool === 'Test-NetConnection')
    return / -(?:[Pp]ort |p ?)(\d{1,5})(?: |$)/.exec(command)?.[1];
  return /^(?:nc|ncat|netcat|telnet)$/.test(tool) ? words.find((word) => /^\d{1,5}$/.test(word)) : undefined;
}

/** `10.0.0.5:80`, but no IPv6 address. */
export const splitPort = (text: string): readonly [string, string | undefined] => {
  const match = /^([^:]{1,255}):(\d{1,5})$/.exec(text) ?? /^\[([0-9a-f:]{2,45})\]:(\d{1,5})$/i.exec(text);
  return match === null ? [text, undefined] : [match[1] ?? '', match[2]];
};

export const given = (target: string | undefined, port: string | undefined) => ({
  ...(target === undefined ? {} : { target }),
  ...(port === undefined ? {} : { port: Number(port) }),
});
