import { dayMs } from '../../core/time/units.ts';
import { hostOf } from '../../kubernetes/server-url.ts';
import type { HealthCode } from './catalog/health-code.ts';
import * as codes from './catalog/trust.ts';
import { concernOf, type Draft, quote } from './draft.ts';
import { type HttpAnswer, isLoopback, type NodeObservation } from './model.ts';
import { holds, isIssuedBy, isSelfSigned, namesMissing, parseLeaf } from './served-certificate.ts';
import type { EndpointState } from './state.ts';
import { wireFault } from './wire.ts';

/** What is wrong with certificates and credentials, apart from what the components say of themselves. */
export function trustFaults(node: NodeObservation, states: readonly EndpointState[]): Draft[] {
  return [...states.flatMap((state) => serverFaults(node, state)), ...states.flatMap(refusals), ...localFaults(node)];
}

/** Clients verify these two; scheduler, controller-manager and kubelet sign their own certificates by design. */
const judged = (state: EndpointState): boolean => ['apiserver', 'etcd'].includes(state.endpoint.component);

const warnDays = 30;
const criticalDays = 7;

function serverFaults(node: NodeObservation, state: EndpointState): Draft[] {
  if (!judged(state) || !state.endpoint.url.startsWith('https:')) return [];
  const shown = state.answers.find(({ tls }) => (tls?.chain.length ?? 0) > 0);
  const draft = (code: HealthCode, answer: HttpAnswer, detail: string, more: Partial<Draft> = {}): Draft => ({
    code,
    component: state.endpoint.component,
    concern: concernOf(state, detail),
    evidence: [{ ...quote(state.host, answer), text: describeTls(answer, detail) }],
    confidence: 'proven',
    ...more,
  });
  const byCode = state.answers.filter(
    (answer) => wireFault(answer) === 'server-certificate' && answer.trust !== undefined,
  );
  const leaf = shown === undefined ? undefined : parseLeaf(shown.tls?.chain[0] ?? '');
  if (leaf === undefined || shown === undefined) return byVerdict(state, byCode, draft);
  const now = Date.parse(node.at);
  const left = Math.floor((leaf.validTo - now) / dayMs);
  if (leaf.validTo < now) return [draft(codes.certExpired, shown, `${leaf.subject}, until ${iso(leaf.validTo)}`)];
  if (leaf.validFrom > now)
    return [draft(codes.certNotYetValid, shown, `${leaf.subject}, from ${iso(leaf.validFrom)}`)];
  const soon = left < warnDays && !isSelfSigned(shown.tls?.chain[0] ?? '');
  return [
    ...authorityFault(node, state, shown, byCode, draft),
    ...nameFault(node, state, shown, draft),
    ...(soon
      ? [
          draft(
            codes.certExpiring,
            shown,
            `${left} days left, until ${iso(leaf.validTo)}`,
            left < criticalDays ? { severity: 'critical' } : {},
          ),
        ]
      : []),
    ...notLoaded(node, state, shown, draft),
  ];
}

type MakeDraft = (code: HealthCode, answer: HttpAnswer, detail: string, more?: Partial<Draft>) => Draft;

const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace('T', ' ');

/** OpenSSL's verdict where it gave one; an alert of the server is about our certificate, not its own. */
function describeTls({ tls, error }: HttpAnswer, detail: string): string {
  const alert = error !== undefined && /ALERT|^EPROTO$/.test(error.code);
  return [tls?.fault ?? (alert ? undefined : error?.code), detail].filter(Boolean).join(': ');
}

/** Without the certificate itself (a recorded answer), OpenSSL's verdict has to do. */
function byVerdict(state: EndpointState, failed: readonly HttpAnswer[], draft: MakeDraft): Draft[] {
  const [first] = failed;
  if (first === undefined) return [];
  const code = first.error?.code ?? '';
  if (code === 'CERT_HAS_EXPIRED') return [draft(codes.certExpired, first, 'its server certificate has expired')];
  if (code === 'CERT_NOT_YET_VALID')
    return [draft(codes.certNotYetValid, first, 'its server certificate is not valid yet')];
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return unnamed(state, first, draft);
  return [draft(codes.certUnknownCa, first, `its server certificate was not issued by ${first.trust} (${code})`)];
}

/** kubeadm's apiserver certificate has neither 127.0.0.1 nor localhost; it then is verified by the name `kubernetes`. */
function unnamed(state: EndpointState, failed: HttpAnswer, draft: MakeDraft): Draft[] {
  const verified = state.answers.some(
    ({ status, trust, servername }) => status !== undefined && trust !== undefined && servername === 'kubernetes',
  );
  if (verified && isLoopback(state.endpoint.url)) return [];
  const names = /Host: ([^\s.]\S*?)\. is not|IP: (\S+) is not/.exec(failed.error?.message ?? '');
  return [draft(codes.certSanMissing, failed, names?.[1] ?? names?.[2] ?? hostOf(state.endpoint.url))];
}

function authorityFault(
  node: NodeObservation,
  state: EndpointState,
  shown: HttpAnswer,
  failed: readonly HttpAnswer[],
  draft: MakeDraft,
): Draft[] {
  const known = state.endpoint.component === 'etcd' ? node.facts.etcdCa : node.facts.clusterCa;
  if (known === undefined) return [];
  const verdict = [...failed, shown]
    .map(({ error, tls }) => tls?.fault ?? error?.code ?? '')
    .find((code) => unknownIssuer.test(code));
  const because =
    verdict ?? (isIssuedBy(shown.tls?.chain ?? [], known) ? undefined : 'its signature is of another key');
  if (because === undefined) return [];
  return [
    draft(codes.certUnknownCa, shown, `its server certificate was not issued by the CA on this host (${because})`),
  ];
}

const unknownIssuer = /^(?:UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_SIGNATURE_FAILURE)/;

/** The names clients on this host use; on loopback, `kubernetes` stands for them. */
function nameFault(node: NodeObservation, { endpoint }: EndpointState, shown: HttpAnswer, draft: MakeDraft): Draft[] {
  const host = hostOf(endpoint.url);
  const isApiserver = endpoint.component === 'apiserver';
  const used = isApiserver ? (node.facts.apiserverNames ?? []) : [];
  const leaf = shown.tls?.chain[0] ?? '';
  const either = isApiserver && isLoopback(endpoint.url) && namesMissing(leaf, [host]).length > 0;
  const own = either && !used.includes(host) ? 'kubernetes' : host;
  const missing = namesMissing(leaf, [own, ...(endpoint.role === 'replica' ? [] : used)]);
  if (missing.length === 0) return [];
  const known = endpoint.component === 'etcd' ? node.facts.etcdCa : node.facts.clusterCa;
  if (known === undefined) return [];
  return [draft(codes.certSanMissing, shown, missing.join(', '))];
}

/** A renewal gains days; another file of the same day is no renewal, and its faults are told where it is served. */
function notLoaded(node: NodeObservation, state: EndpointState, shown: HttpAnswer, draft: MakeDraft): Draft[] {
  const file = node.served.find(({ url }) => url === state.endpoint.url);
  const onDisk = parseLeaf(file?.certificate ?? '');
  const inUse = parseLeaf(shown.tls?.chain[0] ?? '');
  if (file === undefined || onDisk === undefined || inUse === undefined || onDisk.fingerprint === inUse.fingerprint)
    return [];
  // The same certificate in another order, or with its chain, is no renewal.
  if (holds(file.certificate, inUse.fingerprint) || onDisk.validTo - inUse.validTo < dayMs) return [];
  return [
    draft(
      codes.certNotLoaded,
      shown,
      `until ${iso(inUse.validTo)}; ${file.path} is valid until ${iso(onDisk.validTo)}`,
    ),
  ];
}

/** Credentials that a server refused, by the alert it sent or by 401. */
function refusals(state: EndpointState): Draft[] {
  const sent = state.answers.filter(({ as }) => as !== 'anonymous');
  const refused = sent.find((answer) => wireFault(answer) === 'refuses-client-certificate');
  const denied = sent.find(({ status }) => status === 401);
  const answer = refused ?? denied;
  if (answer === undefined) return [];
  const [code, detail] =
    refused === undefined ? ([codes.credentialsRejected, `401 for ${answer.as}`] as const) : refusalCode(refused);
  const rulesOut = ['the server being down: it answers'];
  return [
    {
      code,
      component: state.endpoint.component,
      concern: concernOf(state, detail),
      evidence: [quote(state.host, answer)],
      confidence: 'proven',
      severity: 'warning',
      rulesOut,
    },
  ];
}

function refusalCode({ error, as }: HttpAnswer): readonly [HealthCode, string] {
  const text = `${error?.code ?? ''} ${error?.message ?? ''}`;
  if (/CERTIFICATE_EXPIRED|certificate expired|alert number 45/.test(text))
    return [codes.certExpired, `the client certificate ${as} has expired`];
  if (/UNKNOWN_CA|unknown ca|alert number 48/.test(text))
    return [codes.certUnknownCa, `the client certificate ${as} is of another CA than the server trusts`];
  if (/UNSUPPORTED_CERTIFICATE|unsupported certificate|alert number 43/.test(text))
    return [codes.certEkuWrong, `the client certificate ${as} is not made for clients`];
  return [codes.credentialsRejected, `the client certificate ${as} is refused`];
}

const localCodes = {
  expired: codes.certExpired,
  'not-yet-valid': codes.certNotYetValid,
  'other-ca': codes.certUnknownCa,
  'no-client-auth': codes.certEkuWrong,
  'key-mismatch': codes.certKeyMismatch,
} as const;

/** Client certificates that cannot work; they were judged on disk and never sent. */
function localFaults({ host, credentials }: NodeObservation): Draft[] {
  return credentials.flatMap(({ name, component, source, subject = '', fault, detail = '' }) => {
    if (fault === undefined || fault === 'unreadable' || fault === 'malformed') return [];
    const concern = { host, name: `client certificate ${name}`, url: source, detail };
    const evidence = [{ source: `${host}: ${source}`, text: `${subject} ${detail}`.trim() }];
    return [
      {
        code: localCodes[fault],
        component,
        concern,
        evidence,
        confidence: 'proven' as const,
        severity: 'warning' as const,
      },
    ];
  });
}
