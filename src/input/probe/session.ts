import type { ProbeSession } from './answer.ts';
import { createEnding } from './ending.ts';
import { createGate } from './gate.ts';
import { probeHttp } from './http-probe.ts';
import { probeSocket } from './socket-probe.ts';

/** Connections at a time: below the file descriptors that a process has everywhere, far above what a node listens on. */
const maxConnections = 400;

/** Probes under one total deadline; `interrupt` (Ctrl-C) ends them all at once as well. */
export function openProbeSession(totalMs: number, interrupt: AbortSignal): ProbeSession {
  const { ending, end } = createEnding();
  const gate = createGate(maxConnections);
  const timer = setTimeout(end, totalMs);
  timer.unref();
  interrupt.addEventListener('abort', end, { once: true });
  return {
    startedAt: new Date().toISOString(),
    http: (request) => gate(() => probeHttp(request, ending)),
    socket: (path, deadlineMs) => gate(() => probeSocket(path, deadlineMs, ending)),
    close: () => {
      clearTimeout(timer);
      interrupt.removeEventListener('abort', end);
      end();
    },
  };
}
