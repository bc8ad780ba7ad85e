import type { InputCoverage } from '../../core/coverage.ts';
import { unreadableInput, unrecognizedInput } from '../../core/errors.ts';
import type { Ports } from '../../input/ports.ts';
import type { Source } from '../../input/source.ts';
import { planHost } from './host/plan.ts';
import type { HealthObservations, NodeObservation } from './model.ts';
import type { HealthOptions } from './options.ts';
import { probeHost } from './probing/probe-host.ts';
import { readPasted } from './recorded/pasted.ts';
import { readRecording } from './recorded/stream.ts';

/** Larger than any recording of a node. */
const maxRecordingBytes = 32 * 2 ** 20;

/** Recorded answers where something is piped in, else this host's. */
export async function observe(ports: Ports, options: HealthOptions): Promise<HealthObservations> {
  if (ports.sources.length > 0) return readAll(ports.sources, ports);
  const root = options.root ?? '/';
  const host = ports.host(root);
  if (host.stat('/').status !== 'found')
    throw unreadableInput(`--root ${root}: no such directory`, 'give the directory that holds etc and var');
  if (options.kubeconfig !== undefined && host.read(options.kubeconfig).status !== 'text') {
    throw unreadableInput(`--kubeconfig ${options.kubeconfig}: cannot be read`, 'check the path and its permissions');
  }
  const session = ports.probes(options.totalMs);
  try {
    const plan = planHost(host, ports.host('/'), options, Date.parse(session.startedAt));
    const node = await probeHost(host, plan, options, session, ports.progress);
    return { inputs: [], nodes: [node] };
  } finally {
    session.close();
  }
}

async function readAll(sources: readonly Source[], ports: Ports): Promise<HealthObservations> {
  const inputs: InputCoverage[] = [];
  const nodes: NodeObservation[] = [];
  for (const source of sources) {
    const text = await readText(source, ports);
    if (text.trim() === '')
      throw unrecognizedInput(`${source.name}: empty`, 'give what curl or kubectl get --raw said');
    const recording = readRecording(text, source.name) ?? readPasted(text, source.name, now(ports));
    if (recording === undefined) {
      throw unrecognizedInput(
        `${source.name}: no health answers of Kubernetes`,
        'a log or an error text is for diag triage or diag k8s-paths; this reads what diag collect k8s-health printed, or curl and kubectl get --raw',
      );
    }
    inputs.push(recording.coverage);
    nodes.push(...recording.nodes);
  }
  return { inputs, nodes };
}

/** The clock of the run: a paste does not say when it was. */
function now(ports: Ports): string {
  const session = ports.probes(0);
  session.close();
  return session.startedAt;
}

async function readText(source: Source, ports: Ports): Promise<string> {
  const parts: string[] = [];
  let bytes = 0;
  for await (const { lines } of ports.text(source).lines()) {
    for (const line of lines) {
      bytes += line.length + 1;
      parts.push(line);
    }
    if (bytes > maxRecordingBytes)
      throw unrecognizedInput(`${source.name}: too large for recorded answers`, 'give what one host recorded');
  }
  return parts.join('\n');
}

/** Observations of both; a host that was seen twice stays twice, with its time. */
export const merge = (a: HealthObservations, b: HealthObservations): HealthObservations => ({
  inputs: [...a.inputs, ...b.inputs],
  nodes: [...a.nodes, ...b.nodes],
});
