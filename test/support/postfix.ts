import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemEnv } from './system-part.ts';

/** A real Postfix with configuration, queue and log of its own; it needs root, as Postfix does. */
export interface Postfix {
  /** Directory to hand to a fix script as `--root`. */
  readonly root: string;
  /** Submits mails while it is stopped, then starts it, so that they are delivered at once. */
  send(subjects: readonly string[]): void;
  /** Its mail log so far. */
  log(): string;
  /** Stops it, and empties queue and log. */
  reset(): void;
  stop(): void;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** Sets one up that relays everything to a port of loopback; `compatibility_level` is that of a new installation. */
export async function startPostfix(relayPort: number): Promise<Postfix> {
  const root = mkdtempSync(join(tmpdir(), 'diag-postfix-'));
  chmodSync(root, 0o755);
  const config = join(root, 'etc/postfix');
  const maillog = join(root, 'data/mail.log');
  const port = await freePort();
  for (const folder of [config, join(root, 'queue'), join(root, 'data')]) mkdirSync(folder, { recursive: true });
  execFileSync('chown', ['postfix', join(root, 'data')]);
  writeFileSync(join(config, 'main.cf'), mainCf(root, maillog, relayPort));
  writeFileSync(join(config, 'master.cf'), masterCf(port));
  const command = (name: string, words: readonly string[], input = ''): string =>
    execFileSync(name, words, { input, encoding: 'utf8', env: systemEnv, stdio: ['pipe', 'pipe', 'pipe'] });
  const control = (verb: string) => command('postfix', ['-c', config, verb]);
  const isRunning = () => spawnSync('postfix', ['-c', config, 'status'], { env: systemEnv }).status === 0;
  control('check');
  return {
    root,
    send(subjects) {
      for (const subject of subjects) {
        const text = `From: a@example.com\nTo: b@example.com\nSubject: ${subject}\n\nx\n`;
        command('sendmail', ['-C', config, '-f', 'a@example.com', 'b@example.com'], text);
      }
      control('start');
    },
    log: () => readFileSync(maillog, 'utf8'),
    reset() {
      control('stop');
      // postsuper logs too, as the user of the data directory.
      rmSync(maillog);
      command('postsuper', ['-c', config, '-d', 'ALL']);
      rmSync(maillog, { force: true });
    },
    stop() {
      if (isRunning()) control('stop');
      rmSync(root, { recursive: true, force: true });
    },
  };
}

const mainCf = (root: string, maillog: string, relayPort: number): string => `compatibility_level = 3.6
queue_directory = ${root}/queue
data_directory = ${root}/data
maillog_file = ${maillog}
maillog_file_prefixes = ${root}
myhostname = sender.example.com
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
relayhost = [127.0.0.1]:${relayPort}
smtp_tls_security_level = none
smtp_host_lookup = native
alias_maps =
smtp_dns_support_level = disabled
`;

const masterCf = (port: number): string => `127.0.0.1:${port} inet n - n - - smtpd
pickup unix n - n 1 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
postlog unix-dgram n - n - 1 postlogd
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
`;
