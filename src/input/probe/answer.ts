/**
 * How far the server is trusted. Credentials exist only where it is verified: an unverified connection
 * cannot be given any.
 */
export type Trust =
  | { readonly verified: false; readonly ca?: string; readonly servername?: string }
  | {
      readonly verified: true;
      /** PEM of the authorities that may have issued the server's certificate; absent, the system's own. */
      readonly ca?: string;
      /** Name the certificate must carry, where it is not the host of the URL. */
      readonly servername?: string;
      readonly client?: ClientPair;
      /** Bearer token. */
      readonly token?: string;
      /** Headers that tell for whom the request is (`Impersonate-User` and the like). */
      readonly impersonation?: readonly (readonly [name: string, value: string])[];
    };

/** PEM texts of a client certificate (with its intermediates) and its private key. */
export interface ClientPair {
  readonly certificate: string;
  readonly key: string;
}

/** One GET. No redirect is followed. */
export interface ProbeRequest {
  /** `http:` or `https:`, host and port, path and query. */
  readonly url: string;
  /** Only meaningful for https. */
  readonly trust: Trust;
  readonly deadlineMs: number;
  /** What of the body is kept; the rest is not read. Default 64 KiB. */
  readonly maxBytes?: number;
  /**
   * Take over the connection that another such request to this server with this trust left open, and leave it
   * open: for many questions to one server. The answers over such a connection have no `tls`.
   */
  readonly reuse?: boolean;
}

/** Where a request was when it failed. */
export type ProbePhase = 'lookup' | 'connect' | 'tls' | 'answer' | 'body';

/** Why there is no answer, or no whole one. */
export interface ProbeError {
  /** Node's `error.code`, or one of diag's own: `DEADLINE`, `TOTAL_DEADLINE`, `BAD_CREDENTIALS`. */
  readonly code: string;
  readonly message: string;
  readonly phase: ProbePhase;
}

/** What a server showed of itself in the handshake. */
export interface TlsView {
  /** `TLSv1.3` */
  readonly protocol: string;
  /** Why the certificate does not verify against `trust`, OpenSSL's or Node's code; absent where it does. */
  readonly fault?: string;
  /** PEM, leaf first, at most four. */
  readonly chain: readonly string[];
}

/** What came of a request; JSON, bounded by `maxBytes`. Holds no secret. */
export interface ProbeAnswer {
  readonly url: string;
  /** ISO 8601 UTC, when it was sent. */
  readonly at: string;
  /** Milliseconds until the end of the body, or until it failed. */
  readonly ms: number;
  readonly status?: number;
  /** Of the headers: `date`, `content-type`, `location`, `server`, `retry-after`, `www-authenticate`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The body was longer than `maxBytes`. */
  readonly cut?: boolean;
  readonly error?: ProbeError;
  readonly tls?: TlsView;
}

/** What came of connecting to a unix socket and greeting it as an HTTP/2 (gRPC) client. */
export interface SocketAnswer {
  readonly path: string;
  readonly at: string;
  readonly ms: number;
  /** It answered the greeting with an HTTP/2 frame. */
  readonly speaksGrpc?: boolean;
  readonly error?: ProbeError;
}

/** Probes of one run, all under one total deadline. */
export interface ProbeSession {
  /** ISO 8601 UTC, by this machine's clock. */
  readonly startedAt: string;
  http(request: ProbeRequest): Promise<ProbeAnswer>;
  socket(path: string, deadlineMs: number): Promise<SocketAnswer>;
  /** Ends what is still under way; its answers say `TOTAL_DEADLINE`. */
  close(): void;
}
