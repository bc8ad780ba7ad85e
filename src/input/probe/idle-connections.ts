import type { Trust } from './answer.ts';
import type { Connection } from './exchange.ts';

/** Connections that complete answers left open, by trust and server: a credential never changes hands. */
export interface IdleConnections {
  take(trust: Trust, server: string): Connection | undefined;
  keep(trust: Trust, server: string, connection: Connection): void;
  close(): void;
}

/** None at first; `close` ends all that are idle then. */
export function createIdleConnections(): IdleConnections {
  const all = new Map<Trust, Map<string, Connection[]>>();
  const of = (trust: Trust, server: string): Connection[] => {
    const servers = all.get(trust) ?? new Map<string, Connection[]>();
    const connections = servers.get(server) ?? [];
    all.set(trust, servers.set(server, connections));
    return connections;
  };
  return {
    take: (trust, server) => {
      const connections = of(trust, server);
      let last = connections.pop();
      while (last?.socket.destroyed) last = connections.pop();
      return last;
    },
    keep: (trust, server, connection) => {
      of(trust, server).push(connection);
    },
    close: () => {
      for (const connections of [...all.values()].flatMap((servers) => [...servers.values()]))
        for (const { socket } of connections) socket.destroy();
      all.clear();
    },
  };
}
