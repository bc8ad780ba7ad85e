import type { ProbeSession } from './answer.ts';
import { createEnding } from './ending.ts';
import { createGate } from './gate.ts';
import { createIdleConnections } from './idle-connections.ts';

/** Connections at a time: below the file descriptors that a process has everywhere, far above what a node listens on. */
const maxConnections = 400;

/** Probes under one total deadline; `interrupt` (Ctrl-C) ends them all at once as well. */
export function openProbeSession(totalMs: number, interrupt: AbortSignal): ProbeSession {
  const { ending, end } = createEnding();
  const gate = createGate(maxConnections);
  const idle = createIdleConnections();
  const timer = setTimeout(end, totalMs);
  timer.unref();
  interrupt.addEventListener('abort', end, { once: true });
  return {
    startedAt: new Date().toISOString(),
    // Node's network modules take a good part of a start that probes nothing.
    http: async (request) => {
      const { probeHttp } = await import('./http-probe.ts');
      return gate(() => probeHttp(request, ending, idle));
    },
    socket: async (path, deadlineMs) => {
      const { probeSocket } = await import('./socket-probe.ts');
      return gate(() => probeSocket(path, deadlineMs, ending));
    },
    close: () => {
      clearTimeout(timer);
      interrupt.removeEventListener('abort', end);
      end();
      idle.close();
    },
  };
}
