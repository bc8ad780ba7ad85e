import { setMaxListeners } from 'node:events';
import type { ProbeSession } from './answer.ts';
import { probeHttp } from './http-probe.ts';
import { probeSocket } from './socket-probe.ts';

/** Probes under one total deadline; `interrupt` (Ctrl-C) ends them all at once as well. */
export function openProbeSession(totalMs: number, interrupt: AbortSignal): ProbeSession {
  const over = new AbortController();
  // Every probe under way listens; a thousand of them are no leak.
  setMaxListeners(0, over.signal);
  const end = () => over.abort();
  const timer = setTimeout(end, totalMs);
  timer.unref();
  interrupt.addEventListener('abort', end, { once: true });
  return {
    startedAt: new Date().toISOString(),
    http: (request) => probeHttp(request, over.signal),
    socket: (path, deadlineMs) => probeSocket(path, deadlineMs, over.signal),
    close: () => {
      clearTimeout(timer);
      interrupt.removeEventListener('abort', end);
      end();
    },
  };
}
