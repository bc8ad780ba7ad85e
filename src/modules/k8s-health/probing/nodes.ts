import { parsedObject } from '../../../core/json.ts';
import { asMap, asText } from '../../../kubernetes/yaml-text.ts';
import type { HostPlan } from '../host/plan.ts';
import type { Sendable } from '../host/sendable.ts';
import { readLeases } from '../leases.ts';
import type { Endpoint, HttpAnswer, Lease } from '../model.ts';
import type { Prober } from './prober.ts';

/** Node probes under way at a time. */
const concurrency = 64;
const pageBytes = 4 * 2 ** 20;
const maxNodes = 20_000;

/** What became of all nodes; answers have URLs `node://NAME/healthz`. */
export interface NodesReading {
  readonly nodes: readonly string[];
  readonly endpoints: readonly Endpoint[];
  readonly answers: readonly HttpAnswer[];
  readonly leases: readonly Lease[];
  readonly limits: HostPlan['limits'];
}

/**
 * Asks every node's kubelet through the apiserver's own node proxy. Names come from the Leases of
 * kube-node-lease: a hundredth of the size of the Node objects, and they say when each node was last heard of.
 */
export async function askNodes(
  server: string,
  credential: Sendable,
  prober: Prober,
  progress: (text: string) => void,
): Promise<NodesReading> {
  const { leases, limits } = await readNodeLeases(server, credential, prober);
  const names = leases.map(({ name }) => name);
  const answers: HttpAnswer[] = [];
  let done = 0;
  await eachBounded(names, concurrency, async (name) => {
    const url = `${server}/api/v1/nodes/${encodeURIComponent(name)}/proxy/healthz`;
    const answer = await prober.as(credential, url, { maxBytes: 2048, keep: false, reuse: true });
    done += 1;
    progress(`nodes: ${done} of ${names.length}`);
    if (answer === undefined) return;
    // The certificate is the apiserver's, and shown already.
    const { tls: _, ...told } = answer;
    answers.push({ ...told, url: `node://${name}/healthz` });
  });
  const endpoints = names.map(
    (name): Endpoint => ({ component: 'node', name, url: `node://${name}`, from: `${server} node proxy` }),
  );
  return { nodes: names, endpoints, answers, leases, limits };
}

async function readNodeLeases(
  server: string,
  credential: Sendable,
  prober: Prober,
): Promise<{ leases: readonly Lease[]; limits: HostPlan['limits'] }> {
  const leases: Lease[] = [];
  let next = '';
  do {
    const url = `${server}/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases?limit=500${next}`;
    const page = await prober.as(credential, url, { maxBytes: pageBytes, keep: false });
    if (page?.status !== 200) {
      const why =
        page?.status === undefined
          ? (page?.error?.message ?? 'the credential does not belong to this server')
          : `HTTP ${page.status}`;
      return {
        leases,
        limits: [
          {
            id: 'all-nodes',
            reason: `the Leases of the nodes could not be read: ${why}`,
            command: 'kubectl -n kube-node-lease get lease',
          },
        ],
      };
    }
    leases.push(...readLeases(page.body ?? ''));
    next = continuation(page.body ?? '');
  } while (next !== '' && leases.length < maxNodes);
  return { leases, limits: [] };
}

function continuation(body: string): string {
  const token = asText(asMap(parsedObject(body)?.['metadata'])?.['continue']);
  return token === undefined || token === '' ? '' : `&continue=${encodeURIComponent(token)}`;
}

/** Runs `work` on all items, at most `limit` at a time, in order of starting. */
async function eachBounded<T>(items: readonly T[], limit: number, work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
}
