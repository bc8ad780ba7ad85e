import type { ProbeError } from '../../input/probe/answer.ts';
import type { HttpAnswer } from './model.ts';

/** What a failed request says about the server; HTTP answers are judged by component. */
export type WireFault =
  | 'refused'
  | 'unreachable'
  | 'unresolved'
  /** No TCP connection within the deadline: dropped packets. */
  | 'filtered'
  /** Connected, and then nothing: frozen, or waiting itself. */
  | 'silent'
  | 'reset'
  /** It wants a client certificate and got none. */
  | 'wants-client-certificate'
  /** It refused the certificate it got. */
  | 'refuses-client-certificate'
  /** Its own certificate does not verify. */
  | 'server-certificate'
  /** Plain HTTP where TLS was expected. */
  | 'speaks-plain-http'
  /** TLS where plain HTTP was sent. */
  | 'speaks-tls'
  /** Something that is no HTTP. */
  | 'garbage'
  /** A tool's client got no answer in its time, which does not tell a filter from a server that hangs. */
  | 'gave-up'
  /** The time for all probes was over before this one had its own. */
  | 'unfinished'
  | 'bad-credentials';

/** TLS alert numbers, RFC 8446 §6; Go, OpenSSL and etcd 3.4 choose different ones for the same fault. */
const alertFaults: Readonly<Record<number, WireFault>> = {
  40: 'wants-client-certificate',
  42: 'refuses-client-certificate',
  43: 'refuses-client-certificate',
  44: 'refuses-client-certificate',
  45: 'refuses-client-certificate',
  46: 'refuses-client-certificate',
  48: 'refuses-client-certificate',
  49: 'refuses-client-certificate',
  116: 'wants-client-certificate',
};

const codeFaults: Readonly<Record<string, WireFault>> = {
  ECONNREFUSED: 'refused',
  ENOENT: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENOTFOUND: 'unresolved',
  EAI_AGAIN: 'unresolved',
  ETIMEDOUT: 'filtered',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  TOTAL_DEADLINE: 'unfinished',
  GAVE_UP: 'gave-up',
  BAD_CREDENTIALS: 'bad-credentials',
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'wants-client-certificate',
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: 'refuses-client-certificate',
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED: 'refuses-client-certificate',
  ERR_SSL_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE: 'refuses-client-certificate',
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN: 'refuses-client-certificate',
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: 'refuses-client-certificate',
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: 'wants-client-certificate',
  ERR_SSL_WRONG_VERSION_NUMBER: 'speaks-plain-http',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'speaks-plain-http',
};

/** OpenSSL's verdicts on a server certificate, as Node names them. */
const certificateCode =
  /^(?:CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_CERT_ALTNAME|INVALID_(?:CA|PURPOSE)|HOSTNAME_MISMATCH)/;

/** Which fault a failed request shows; undefined where there is an HTTP answer. */
export function wireFault({ error, as, status, body }: HttpAnswer): WireFault | undefined {
  if (status !== undefined) return status === 400 && wantsTls.test(body ?? '') ? 'speaks-tls' : undefined;
  return error === undefined ? undefined : forIdentity(errorFault(error), as === 'anonymous');
}

/** etcd 3.4 and TLS 1.2 servers answer "no certificate" and "bad certificate" alike. */
function forIdentity(fault: WireFault, anonymous: boolean): WireFault {
  if (fault !== 'refuses-client-certificate' && fault !== 'wants-client-certificate') return fault;
  return anonymous ? 'wants-client-certificate' : 'refuses-client-certificate';
}

function errorFault({ code, message, phase }: ProbeError): WireFault {
  if (code === 'DEADLINE') return phase === 'connect' || phase === 'lookup' ? 'filtered' : 'silent';
  if (certificateCode.test(code)) return 'server-certificate';
  return byAlert(message) ?? codeFaults[code] ?? byMessage(code, message);
}

/** Go's net/http. */
const wantsTls = /HTTP request to an HTTPS server|plain HTTP request was sent to HTTPS port/;

function byAlert(message: string): WireFault | undefined {
  const alert = /SSL alert number (\d{1,3})/.exec(message);
  return alert === null ? undefined : alertFaults[Number(alert[1])];
}

function byMessage(code: string, message: string): WireFault {
  if (/wrong version number|packet length too long|http request/i.test(message)) return 'speaks-plain-http';
  if (/alert (?:unknown ca|certificate expired|bad certificate|unsupported certificate)/.test(message)) {
    return 'refuses-client-certificate';
  }
  if (/alert (?:certificate required|handshake failure)/.test(message)) return 'wants-client-certificate';
  if (code.startsWith('HPE_') || code === 'BAD_RESPONSE') return 'garbage';
  return code === 'EPROTO' ? 'garbage' : 'reset';
}
