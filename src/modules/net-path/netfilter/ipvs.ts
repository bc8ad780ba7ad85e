import { formatAddress, parseAddress } from '../address/address.ts';

/** A virtual service of IPVS with its real servers. */
export interface VirtualService {
  readonly protocol: 'tcp' | 'udp';
  readonly address: string;
  readonly port: number;
  /** Line of the text it was read from, counted from 0. */
  readonly line: number;
  readonly text: string;
  readonly servers: readonly RealServer[];
}

export interface RealServer {
  readonly address: string;
  readonly port: number;
  /** Part of the connections; 0 takes no new one. */
  readonly weight: number;
  /** `masq`, `route`, `tunnel`. */
  readonly method: string;
  readonly line: number;
  readonly text: string;
}

// TCP  0A602D7B:0050 rr
// UDP  [fd00:0000:0000:0000:0000:0000:0000:000a]:0035 rr
const procService = /^(TCP|UDP) +(\[[0-9a-f:]{39}\]|[0-9A-F]{8}):([0-9A-F]{4}) /i;
//   -> 0AF40003:1F90      Masq    1      0          0
const procServer = /^ +-> +(\[[0-9a-f:]{39}\]|[0-9A-F]{8}):([0-9A-F]{4}) +(Masq|Route|Tunnel) +(\d{1,9}) /i;
// -A -t 10.96.45.123:80 -s rr
const savedService = /^-A -([tu]) (\S{3,55}):(\d{1,5}) /;
// -a -t 10.96.45.123:80 -r 10.244.0.3:8080 -m -w 1
const savedServer = /^-a -([tu]) (\S{3,55}):(\d{1,5}) -r (\S{3,55}):(\d{1,5}) -([mgi]) -w (\d{1,9})/;
const headLine = /^(?:IP Virtual Server version |Prot LocalAddress:Port | {2}-> RemoteAddress:Port |$)/;

/** Whether a line is one of `ipvsadm -Sn` or of /proc/net/ip_vs. */
export const isIpvsLine = (line: string): boolean =>
  [headLine, procService, procServer, savedService, savedServer].some((pattern) => pattern.test(line));

const methods: Readonly<{ [letter: string]: string }> = { m: 'masq', g: 'route', i: 'tunnel' };

/** Virtual services from the text of `ipvsadm -Sn` or of /proc/net/ip_vs. */
export function readIpvs(text: string): readonly VirtualService[] {
  const services: (Omit<VirtualService, 'servers'> & { servers: RealServer[] })[] = [];
  for (const [line, content] of text.split('\n').entries()) {
    const about = { line, text: content };
    const head = procService.exec(content) ?? savedService.exec(content);
    if (head !== null) {
      const saved = content.startsWith('-A');
      const protocol = /^(?:t|TCP)$/i.test(head[1] ?? '') ? 'tcp' : 'udp';
      const [address, port] = [addressOf(head[2], saved), portOf(head[3], saved)];
      services.push({ protocol, address, port, servers: [], ...about });
      continue;
    }
    const listed = procServer.exec(content);
    if (listed !== null) {
      const [, address, port, method = '', weight] = listed;
      const server = { address: addressOf(address, false), port: portOf(port, false), method: method.toLowerCase() };
      services.at(-1)?.servers.push({ ...server, weight: Number(weight), ...about });
    }
    const saved = savedServer.exec(content);
    if (saved === null) continue;
    const [, letter, own, ownPort, address, port, method = '', weight] = saved;
    const service = services.find(
      (one) =>
        one.protocol === (letter === 't' ? 'tcp' : 'udp') &&
        one.address === addressOf(own, true) &&
        one.port === Number(ownPort),
    );
    const server = { address: addressOf(address, true), port: Number(port), method: methods[method] ?? method };
    service?.servers.push({ ...server, weight: Number(weight), ...about });
  }
  return services;
}

/** `0A602D7B` of /proc is hexadecimal in the order of the dotted text. */
function addressOf(text = '', plain: boolean): string {
  const inner = text.replace(/^\[|\]$/g, '');
  const address =
    plain || text.startsWith('[') ? parseAddress(inner) : ({ family: 4, value: BigInt(`0x${inner}`) } as const);
  return address === undefined ? inner : formatAddress(address);
}

const portOf = (text: string | undefined, plain: boolean): number => Number.parseInt(text ?? '', plain ? 10 : 16);
