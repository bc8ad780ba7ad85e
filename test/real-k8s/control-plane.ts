import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Objects as the API has them. */
// biome-ignore lint/suspicious/noExplicitAny: objects are written and read field by field, as in a manifest
export type Json = any;

/** A real control plane on loopback, in the folder REALK8S: its programs, and `lib.sh`, which starts and stops them. */
const folder = process.env['REALK8S'] ?? '';
export const kubeconfig = join(folder, 'conf/admin.conf');
export const kubectlFolder = join(folder, 'bin');

const lib = (command: string): void => {
  if (folder === '') throw new Error('REALK8S names no folder of a real control plane');
  execFileSync('bash', ['-c', `. ${folder}/lib.sh; ${command}`], { stdio: 'pipe', timeout: 300_000 });
};

/** A node that falls silent is told within seconds, a pod that cannot be scheduled is looked at again by an event only. */
const kcm = 'start_kcm kube-controller-manager 10257 --node-monitor-grace-period=8s --node-monitor-period=2s';
const scheduler = 'start_sched kube-scheduler 10259';

/** Without a kubelet: nodes are objects, and who tests them writes what a kubelet would. Begins with nothing in etcd. */
export const programs = {
  up: () =>
    lib(`rm -rf $DATA/etcd-lab; start_etcd --data-dir=$DATA/etcd-lab; waitport 2379 && start_apiserver kube-apiserver 6443 &&
waitport 6443 600 && waitcode https://127.0.0.1:6443/readyz 200 90 && ${kcm} && ${scheduler} && waitport 10257 && waitport 10259`),
  down: () =>
    lib(
      'for one in kube-scheduler kube-controller-manager kube-apiserver etcd; do stop $one; done; rm -rf $DATA/etcd-lab',
    ),
  stop: (name: 'kube-scheduler' | 'kube-controller-manager') => lib(`stop ${name}`),
  start: (name: 'kube-scheduler' | 'kube-controller-manager') => lib(name === 'kube-scheduler' ? scheduler : kcm),
};

interface Way {
  readonly server: string;
  readonly agent: Agent;
}
let way: Way | undefined;

function theWay(): Way {
  if (way !== undefined) return way;
  const { clusters, users } = parse(readFileSync(kubeconfig, 'utf8')) as Json;
  const bytes = (text: string) => Buffer.from(text, 'base64');
  const { 'client-certificate-data': cert, 'client-key-data': key } = users[0].user;
  const { server, 'certificate-authority-data': ca } = clusters[0].cluster;
  way = { server, agent: new Agent({ keepAlive: true, ca: bytes(ca), cert: bytes(cert), key: bytes(key) }) };
  return way;
}

/** Sends a request to the API server; throws where it is refused. */
export function api(method: string, path: string, body?: Json, type = 'application/json'): Promise<Json> {
  const { server, agent } = theWay();
  const text = body === undefined ? '' : JSON.stringify(body);
  // Node frames no body of a DELETE by itself.
  const headers = { 'content-type': type, 'content-length': Buffer.byteLength(text) };
  return new Promise((resolve, reject) => {
    const sent = request(`${server}${path}`, { method, agent, headers }, (answer) => {
      let said = '';
      answer.on('data', (part) => {
        said += part;
      });
      answer.on('end', () => {
        const { statusCode = 0 } = answer;
        if (statusCode < 300) resolve(JSON.parse(said));
        else reject(new Error(`${method} ${path}: ${statusCode} ${said.slice(0, 500)}`));
      });
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

export const merge = (path: string, body: Json): Promise<Json> =>
  api('PATCH', path, body, 'application/merge-patch+json');

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks again until there is an answer. */
export async function until<T>(what: string, ask: () => Promise<T | undefined | false>, seconds = 60): Promise<T> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(200)) {
    const found = await ask();
    if (found !== undefined && found !== false) return found as T;
  }
  throw new Error(`${what}: not within ${seconds} s`);
}

/** What kubectl prints; an answer of 1 is one too. */
export const kubectl = (...words: string[]): Promise<string> =>
  new Promise((resolve) => {
    const all = ['--kubeconfig', kubeconfig, ...words];
    execFile(join(kubectlFolder, 'kubectl'), all, { maxBuffer: 1 << 28 }, (_, stdout, stderr) =>
      resolve(`${stdout}${stderr}`),
    );
  });
