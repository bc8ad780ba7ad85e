import { present } from '../optional.ts';

/** The end of a ping, all that many paste of it. */
export const statistics = /^--- (?<name>\S{1,255}) ping6? statistics ---$/;

// Pages that say by themselves whose they are.
const pages: readonly (readonly [tool: string, head: RegExp])[] = [
  ['ping', /^(?:PING6? |Pinging )(?<name>\S{1,255}) ?(?:[[(](?<address>[0-9a-f.:]{2,45})[\])])?/],
  ['ping', statistics],
  ['traceroute', /^traceroute6? to (?<name>\S{1,255}) ?\((?<address>[0-9a-f.:]{2,45})\)/],
  ['tracert', /^Tracing route to (?:(?<name>\S{1,255}) \[)?(?:(?<address>[0-9a-f.:]{3,45})(?:\]|\s|$))?/],
  ['mtr', /^HOST: \S{1,255} {1,60}Loss%/],
  ['tracepath', /^ 1\?: \[LOCALHOST\]/],
  ['curl', /^\* {2,4}Trying \[?(?<trying>[0-9a-f.:]{2,45}?)\]?(?::(?<port>\d{1,5}))?\.\.\./],
  [
    'curl',
    /^\* (?:Host (?<host>\S{1,255}?):\d{1,5} was resolved|About to connect\(\) to (?<name>\S{1,255}) port (?<port>\d{1,5}))/,
  ],
  ['Test-NetConnection', /^(?:ComputerName {1,20}: (?<name>[\w.:-]{1,255})|RemotePort {1,20}: (?<port>\d{1,5})$)/],
  ['nft', /^table (?:ip6?|inet|arp|bridge|netdev) \S{1,60} \{$/],
  ['telnet', /^Trying (?<trying>[0-9a-f.:]{2,45})\.\.\.$/],
  ['wget', /^--\d{4}-\d\d-\d\d \d\d:\d\d:\d\d-- {2}https?:\/\/(?<name>[\w.-]{1,255})/],
  ['route', /^(?:IPv4 Route Table|Network Destination {2,20}Netmask {2,20}Gateway)/],
  ['netstat', /^Routing tables$/],
  ['ufw', /^To {5,40}Action {2,20}From\s*$/],
  ['firewall-cmd', /^[\w-]{1,40} \((?:active|default)(?:, (?:active|default))?\)$/],
  ['Test-Connection', /^ {3}Destination: (?<name>\S{1,255})$/],
  ['ipconfig', /^Windows IP Configuration$/],
  ['ssh', /^debug1: Connecting to (?<name>\S{1,255}) \[(?<address>[0-9a-f.:]{2,45})\] port (?<port>\d{1,5})\.$/],
  ['nmap', /^Nmap scan report for (?:(?<name>[\w.-]{1,255}) \()?(?<address>[\da-f.:]{3,45})\)?$/],
  ['dig', /^; <<>> DiG \S{1,60} <<>> (?<name>[\w.-]{1,255})?/],
];

/** Which page begins so, and what it asks for. */
export function pageOf(text: string): { tool: string; address?: string; name?: string; port?: string } | undefined {
  for (const [tool, head] of pages) {
    const match = head.exec(text);
    if (match === null) continue;
    const { address, trying, name, host, port } = match.groups ?? {};
    return { tool, ...present({ address: address ?? trying, name: name ?? host, port }) };
  }
  return undefined;
}
