import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import type { TlsView } from './answer.ts';

const maxChain = 4;

/** What the server showed, the way analysis can judge it later: the chain itself and OpenSSL's verdict. */
export function tlsView(socket: TLSSocket): TlsView {
  const fault = socket.authorized ? undefined : faultOf(socket.authorizationError);
  return {
    protocol: socket.getProtocol() ?? '',
    ...(fault === undefined ? {} : { fault }),
    chain: chainOf(socket),
  };
}

/** Node types it as an Error and gives a code or a string. */
function faultOf(error: unknown): string | undefined {
  if (typeof error === 'string') return error;
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

function chainOf(socket: TLSSocket): string[] {
  const chain: string[] = [];
  let current: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (current?.raw !== undefined && chain.length < maxChain) {
    const pem = pemOf(current.raw);
    if (chain.includes(pem)) break;
    chain.push(pem);
    current = current.issuerCertificate;
  }
  return chain;
}

const pemOf = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/(.{64})(?=.)/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
