import { connect as connectPlain, isIP, type Socket } from 'node:net';
import {
  type ConnectionOptions,
  checkServerIdentity,
  connect as connectTls,
  createSecureContext,
  type SecureContext,
} from 'node:tls';
import type { Trust } from './answer.ts';

/** Where a URL leads. */
export interface Target {
  /** Without the brackets of IPv6. */
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  /** As the header has it: the port where it is not the usual one. */
  readonly authority: string;
  /** Path and query. */
  readonly path: string;
}

/** Throws for what is no http(s) URL. */
export function targetOf(url: string): Target {
  const { protocol, hostname, port, host, pathname, search } = new URL(url);
  const secure = protocol === 'https:';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 443 : 80),
    secure,
    authority: host,
    path: `${pathname}${search}`,
  };
}

/** Begins to connect. `ready` is called when bytes may be sent: after the server's certificate was judged. */
export function connectTo({ host, port, secure }: Target, trust: Trust, ready: (socket: Socket) => void): Socket {
  if (!secure) {
    const socket = connectPlain({ host, port });
    return socket.once('connect', () => ready(socket));
  }
  const name = trust.servername ?? host;
  const options: ConnectionOptions = {
    host,
    port,
    secureContext: secureContextOf(trust),
    rejectUnauthorized: trust.verified,
    minVersion: 'TLSv1.2',
    // An address cannot stand in the SNI extension (RFC 6066 §3); the certificate has to carry it all the same.
    ...(isIP(name) === 0 ? { servername: name } : {}),
    checkServerIdentity: (_, certificate) => checkServerIdentity(name, certificate),
  };
  const socket = connectTls(options);
  return socket.once('secureConnect', () => ready(socket));
}

const contexts = new WeakMap<Trust, SecureContext>();

/** One context per trust: parsing a CA bundle costs more than a handshake. */
function secureContextOf(trust: Trust): SecureContext {
  const known = contexts.get(trust);
  if (known !== undefined) return known;
  const made = createSecureContext({
    ...(trust.ca === undefined ? {} : { ca: trust.ca }),
    ...(trust.verified && trust.client !== undefined ? { cert: trust.client.certificate, key: trust.client.key } : {}),
  });
  contexts.set(trust, made);
  return made;
}
