import type { ProbeSession, Trust } from '../../../input/probe/answer.ts';
import { readCertificates, servesName } from '../../../kubernetes/certificates.ts';
import { hostOf } from '../../../kubernetes/server-url.ts';
import type { Sendable } from '../host/sendable.ts';
import { type HttpAnswer, isLoopback, originOf } from '../model.ts';

/** Sends probes and remembers every answer; the place where credentials meet connections. */
export interface Prober {
  readonly answers: HttpAnswer[];
  /** Without credentials; the certificate is judged against `ca` and nothing depends on it. */
  anonymous(url: string, ca?: string, settings?: { keep?: boolean }): Promise<HttpAnswer>;
  /** With a credential, over TLS that must verify; undefined where it does not belong to this host. */
  as(
    credential: Sendable,
    url: string,
    settings?: { maxBytes?: number; keep?: boolean; reuse?: boolean },
  ): Promise<HttpAnswer | undefined>;
}

/** A prober over one session; `deadlineMs` is each probe's own. */
export function createProber(session: ProbeSession, deadlineMs: number): Prober {
  const answers: HttpAnswer[] = [];
  const trusts = new Map<string, Trust>();
  const chains = new Set<string>();
  /** One object per trust: the session keeps a TLS context for each. */
  const shared = (key: string, make: () => Trust): Trust => {
    const known = trusts.get(key) ?? make();
    trusts.set(key, known);
    return known;
  };
  const names = new Map<string, string | undefined>();
  /** Reading a certificate costs more than a probe; that of a server counts once it was shown. */
  const named = (credential: Sendable, url: string): string | undefined => {
    const key = `${credential.state.source} ${originOf(url)}`;
    if (names.has(key)) return names.get(key);
    const name = nameFor(credential, url, answers);
    if (shownBy(url, answers) !== undefined) names.set(key, name);
    return name;
  };
  const keep = (answer: HttpAnswer): HttpAnswer => {
    answers.push(withoutRepeatedChain(answer, chains));
    return answer;
  };
  return {
    answers,
    anonymous: async (url, ca, { keep: kept = true } = {}) => {
      const trust = shared(`open ${ca ?? ''}`, () => ({ verified: false, ...(ca === undefined ? {} : { ca }) }));
      const answer = { ...(await session.http({ url, trust, deadlineMs })), as: 'anonymous' };
      return kept ? keep(answer) : answer;
    },
    as: async (credential, url, { maxBytes, keep: kept = true, reuse = false } = {}) => {
      const { state, ca, caName, pair, token, impersonation } = credential;
      if (!belongsTo(credential, url) || (pair === undefined && token === undefined)) return undefined;
      const servername = named(credential, url);
      const trust = shared(`${state.source} ${servername ?? ''}`, () => ({
        verified: true,
        ...(ca === undefined ? {} : { ca }),
        ...(servername === undefined ? {} : { servername }),
        ...(pair === undefined ? {} : { client: pair }),
        ...(token === undefined ? {} : { token }),
        ...(impersonation === undefined ? {} : { impersonation }),
      }));
      const sent = await session.http({
        url,
        trust,
        deadlineMs,
        reuse,
        ...(maxBytes === undefined ? {} : { maxBytes }),
      });
      const answer = { ...sent, as: state.name, trust: caName, ...(servername === undefined ? {} : { servername }) };
      return kept ? keep(answer) : answer;
    },
  };
}

/** Credentials go to the hosts they belong to and to nobody else, and never in plain HTTP. */
export function belongsTo({ hosts }: Sendable, url: string): boolean {
  if (!url.startsWith('https:')) return false;
  return hosts.includes(hostOf(url)) || (hosts.includes('loopback') && isLoopback(url));
}

/**
 * The name to verify: the kubelet's certificate carries its node name, kubeadm's apiserver certificate has no
 * loopback address and is called `kubernetes` there. Anything else has to carry the host of the URL.
 */
function nameFor({ servername, state, ca }: Sendable, url: string, answers: readonly HttpAnswer[]): string | undefined {
  if (servername === 'certificate') return firstName(ca ?? '');
  if (servername !== undefined) return servername;
  if (state.component !== 'apiserver' || !isLoopback(url)) return undefined;
  const leaf = firstOf(shownBy(url, answers) ?? '');
  return leaf !== undefined && !servesName(leaf, hostOf(url)) ? 'kubernetes' : undefined;
}

/** The certificate that a server showed so far. */
const shownBy = (url: string, answers: readonly HttpAnswer[]): string | undefined =>
  answers.find((answer) => originOf(answer.url) === originOf(url) && (answer.tls?.chain.length ?? 0) > 0)?.tls
    ?.chain[0];

function firstOf(pem: string) {
  const reading = readCertificates(pem);
  return reading.status === 'certificates' ? reading.certificates[0] : undefined;
}

const firstName = (pem: string): string | undefined =>
  firstOf(pem)
    ?.names.find((name) => name.startsWith('DNS:'))
    ?.slice(4);

/** The chain of a server is kept with its first answer only. */
function withoutRepeatedChain(answer: HttpAnswer, kept: Set<string>): HttpAnswer {
  const leaf = answer.tls?.chain[0];
  if (answer.tls === undefined || leaf === undefined) return answer;
  const key = `${originOf(answer.url)} ${leaf}`;
  if (kept.has(key)) return { ...answer, tls: { ...answer.tls, chain: [] } };
  kept.add(key);
  return answer;
}
