import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const need = ['ip', 'iptables-legacy-restore', 'iptables-nft-restore', 'nft', 'ipset', 'python3'];

/** Why the lab cannot stand here; undefined where it can. */
export function labMissing(): string | undefined {
  if (process.getuid?.() !== 0) return 'no root';
  const absent = need.find(
    (tool) => !['/usr/sbin', '/sbin', '/usr/bin', '/bin'].some((dir) => existsSync(`${dir}/${tool}`)),
  );
  if (absent !== undefined) return `no ${absent}`;
  try {
    execFileSync('unshare', ['--net', 'true'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'no network namespaces';
  }
}

export interface RawPacket {
  readonly family: 4 | 6;
  readonly protocol: number;
  readonly src: string;
  readonly dst: string;
  readonly sport: number;
  readonly dport: number;
  readonly flags?: string;
  readonly type?: number;
  readonly code?: number;
  readonly ttl: number;
  readonly payload?: number;
}

/** Nothing is answered, and nothing is said unasked. */
const quiet = `table inet quiet {
  chain in { type filter hook prerouting priority -400; drop; }
  chain out { type filter hook output priority -400; icmpv6 type { 133, 134, 135, 136, 143 } drop; }
}`;

/** Three namespaces in a row: client, router with the rules, server; nothing answers, neighbors are permanent. */
export class Lab {
  readonly client: string;
  readonly router: string;
  readonly server: string;
  readonly #senders = new Map<string, { child: ChildProcess; lines: AsyncIterator<string> }>();

  constructor() {
    const id = `nf${process.pid}x${Lab.#count}`;
    Lab.#count += 1;
    this.client = `${id}a`;
    this.router = `${id}r`;
    this.server = `${id}b`;
    this.#build();
  }

  static #count = 0;

  #build(): void {
    const commands: string[][] = [];
    for (const ns of [this.client, this.router, this.server]) commands.push(['netns', 'add', ns]);
    const on = (ns: string, ...words: string[]) => commands.push(['-n', ns, ...words]);
    on(this.router, 'link', 'add', 'ra', 'type', 'veth', 'peer', 'name', 'eth0', 'netns', this.client);
    on(this.router, 'link', 'add', 'rb', 'type', 'veth', 'peer', 'name', 'eth0', 'netns', this.server);
    for (const ns of [this.client, this.router, this.server]) on(ns, 'link', 'set', 'lo', 'up');
    on(this.client, 'link', 'set', 'eth0', 'address', '02:00:00:00:01:02', 'up');
    on(this.server, 'link', 'set', 'eth0', 'address', '02:00:00:00:02:02', 'up');
    on(this.router, 'link', 'set', 'ra', 'address', '02:00:00:00:01:01', 'up');
    on(this.router, 'link', 'set', 'rb', 'address', '02:00:00:00:02:01', 'up');
    for (const [ns, device, net] of [
      [this.client, 'eth0', '1'],
      [this.server, 'eth0', '2'],
    ] as const) {
      on(ns, 'addr', 'add', `10.${net}.0.2/24`, 'dev', device);
      on(ns, '-6', 'addr', 'add', `fd00:${net}::2/64`, 'dev', device, 'nodad');
      on(ns, 'neigh', 'add', `10.${net}.0.1`, 'lladdr', `02:00:00:00:0${net}:01`, 'dev', device, 'nud', 'permanent');
      on(ns, 'neigh', 'add', `fd00:${net}::1`, 'lladdr', `02:00:00:00:0${net}:01`, 'dev', device, 'nud', 'permanent');
      on(ns, 'route', 'add', 'default', 'via', `10.${net}.0.1`);
      on(ns, '-6', 'route', 'add', 'default', 'via', `fd00:${net}::1`);
    }
    for (const [device, net] of [
      ['ra', '1'],
      ['rb', '2'],
    ] as const) {
      on(this.router, 'addr', 'add', `10.${net}.0.1/24`, 'brd', '+', 'dev', device);
      on(this.router, '-6', 'addr', 'add', `fd00:${net}::1/64`, 'dev', device, 'nodad');
      for (let host = 2; host < 10; host += 1) {
        const mac = `02:00:00:00:0${net}:02`;
        on(this.router, 'neigh', 'add', `10.${net}.0.${host}`, 'lladdr', mac, 'dev', device, 'nud', 'permanent');
        on(this.router, 'neigh', 'add', `fd00:${net}::${host}`, 'lladdr', mac, 'dev', device, 'nud', 'permanent');
      }
    }
    for (const command of commands) execFileSync('ip', command);
    this.run(this.router, 'sh', [
      '-c',
      'echo 1 >/proc/sys/net/ipv4/ip_forward; echo 1 >/proc/sys/net/ipv6/conf/all/forwarding; for f in /proc/sys/net/ipv4/conf/*/rp_filter; do echo 0 >$f; done',
    ]);
    for (const ns of [this.client, this.server]) {
      this.run(ns, 'nft', ['-f', '-'], quiet);
    }
  }

  /** Runs a program in a namespace; its standard output. */
  run(ns: string, program: string, argv: readonly string[], input = ''): string {
    return execFileSync('ip', ['netns', 'exec', ns, program, ...argv], {
      input,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  }

  /** Sends packets from a namespace one after the other; `ok`, or `error ERRNO`, for each. */
  async send(ns: string, packets: readonly RawPacket[]): Promise<string[]> {
    const { child, lines } = this.#sender(ns);
    const answers: string[] = [];
    for (const packet of packets) {
      child.stdin?.write(`${JSON.stringify(packet)}\n`);
      answers.push((await lines.next()).value ?? '');
    }
    return answers;
  }

  #sender(ns: string) {
    const known = this.#senders.get(ns);
    if (known !== undefined) return known;
    const script = fileURLToPath(new URL('send.py', import.meta.url));
    const child = spawn('ip', ['netns', 'exec', ns, 'python3', '-u', script], { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const sender = { child, lines };
    this.#senders.set(ns, sender);
    return sender;
  }

  async close(): Promise<void> {
    for (const { child } of this.#senders.values()) {
      const ended = new Promise((done) => child.once('exit', done));
      child.stdin?.end();
      await ended;
    }
    for (const ns of [this.client, this.router, this.server]) execFileSync('ip', ['netns', 'del', ns]);
  }
}
