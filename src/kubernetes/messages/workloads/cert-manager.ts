import type { Message } from '../message.ts';

const challenges =
  '`kubectl get challenges -A`, and `kubectl describe challenge` of the one that is pending: its URL or record, and what is answered';

/** Why a challenge is not seen from within the cluster: what is told, what it means, what to do first. */
const unseen: readonly (readonly [told: RegExp, means: string, next: string])[] = [
  [
    /wrong status code '?40[13]|wrong status code '?30\d/,
    'a login, a redirect or a filter in front of the solver answers instead of it',
    'leave /.well-known/acme-challenge/ out of authentication and redirects of that host',
  ],
  [
    /wrong status code '?(?:404|50[234])/,
    'the request reaches an ingress controller or server that does not pass it to the solver (class of the solver, another Ingress of the same host, pod or Service of the solver not ready yet)',
    'class or ingressClassName of the solver in the Issuer against `kubectl get ingressclass`; is the Ingress cm-acme-http-solver-… taken up by that controller?',
  ],
  [
    /presented key|did not get expected response/,
    'something else answers at that address: another Ingress or a default backend, a page of a provider, or the name leads elsewhere',
    'where does the name lead (`dig +short` of it), and what does `curl -v` say of http://NAME/.well-known/acme-challenge/TOKEN?',
  ],
  [
    /no such host|server misbehaving|SERVFAIL|REFUSED|start of authority|SOA/,
    'its name, or the name servers of its zone, cannot be asked from within the cluster',
    'does the record exist? Where inner name servers answer otherwise: --dns01-recursive-nameservers and --dns01-recursive-nameservers-only of cert-manager',
  ],
  [
    /not yet propagated|NXDOMAIN/,
    'the TXT record is not there yet at its name servers, or was written to another zone',
    '`dig TXT _acme-challenge.NAME @` one of the name servers of the zone; the log of cert-manager for the provider that writes it',
  ],
  [
    /timeout|refused|no route|deadline exceeded|unreachable/i,
    'nothing answers at port 80 of that address from within the cluster: a firewall, no load balancer yet, or a router that does not lead back in (hairpin NAT)',
    '`curl -v` of that URL from a pod and from outside: only from within it fails where the router does not lead back',
  ],
];

/** cert-manager: the way from an Issuer to a certificate. */
export const certManagerMessages: readonly Message[] = [
  {
    id: 'acme-self-check',
    matches:
      /(?:propagation check failed|[Ww]aiting for (?:HTTP|http|DNS|dns)-01 challenge propagation)(?:\\?"?[ ,]{0,2}"?err(?:or)?"?[=:]|: )(.{1,500})/,
    kind: 'retried',
    confidence: 'possible',
    says: ({ groups: [, why = ''] }) =>
      `cert-manager does not see the answer to an ACME challenge itself, and so does not ask the CA yet: ${unseen.find(([told]) => told.test(why))?.[1] ?? why.slice(0, 200)}. For a minute after it was made that is usual; it is tried again by itself.`,
    next: ({ groups: [, why = ''] }) => [
      ...unseen
        .filter(([told]) => told.test(why))
        .map(([, , next]) => next)
        .slice(0, 1),
      challenges,
    ],
    samples: [
      `"propagation check failed" err="wrong status code '404', expected '200'" resource_name="web-tls-1" type="HTTP-01"`,
      `"msg"="propagation check failed" "error"="did not get expected response when querying endpoint, expected \\"V.M\\" but got: <!DOCTYPE html (truncated)"`,
      'propagation check failed: presented key () did not match expected (F.7)',
      'Waiting for DNS-01 challenge propagation: DNS record for "example.org" not yet propagated',
      `Waiting for HTTP-01 challenge propagation: failed to perform self check GET request 'http://web.example.org/.well-known/acme-challenge/a': Get "http://web.example.org/": dial tcp 192.0.2.9:80: i/o timeout`,
    ],
    source: 'cert-manager pkg/controller/acmechallenges/sync.go, pkg/issuer/acme/http/http.go, pkg/issuer/acme/dns',
  },
  {
    id: 'acme-rate-limit',
    matches: /urn:ietf:params:acme:error:rateLimited: ?(.{1,300})/,
    kind: 'cause',
    says: 'The CA refuses further orders for a while: too many certificates or failures of that domain or account. It says: $1',
    next: [
      'wait until the time it names; do not delete the Certificate or its Secret to try again; meanwhile the staging server of the CA (another Issuer) for trials',
    ],
    samples: [
      'Failed to create Order: 429 urn:ietf:params:acme:error:rateLimited: too many certificates (5) already issued for this exact set of domains in the last 168h0m0s',
    ],
    needs: { text: /cert-manager|acme\.cert|Failed to create Order|ACME account/ },
    source: 'RFC 8555, 6.6; Let’s Encrypt, Rate Limits',
  },
  {
    id: 'acme-authorization',
    matches: /acme: authorization error for ([\w.*-]{1,253}): \d{3} urn:ietf:params:acme:error:(\w{1,40}): ?(.{1,300})/,
    kind: 'cause',
    says: ({ groups: [, name = '', kind = '', why = ''] }) =>
      `The CA could not validate ${name} (${kind}), and the order has failed: ${why}`,
    next: ({ groups: [, name = '', kind = ''] }) => [
      kind === 'dns'
        ? `does ${name} resolve from the internet (A, AAAA, for DNS-01 the TXT record)?`
        : kind === 'caa'
          ? `\`dig CAA ${name}\`: does it let that CA issue?`
          : `what does the internet get at http://${name}/.well-known/acme-challenge/? Look at IPv6 too: an AAAA record that leads elsewhere is asked first`,
      'then `cmctl renew` with the name of the Certificate, or delete its failed CertificateRequest',
    ],
    samples: [
      'Error accepting authorization: acme: authorization error for web.example.org: 403 urn:ietf:params:acme:error:unauthorized: Invalid response from http://web.example.org/.well-known/acme-challenge/a: 404',
      'Error accepting authorization: acme: authorization error for web.example.org: 400 urn:ietf:params:acme:error:dns: DNS problem: NXDOMAIN looking up A for web.example.org',
    ],
    source: 'cert-manager pkg/controller/acmechallenges/sync.go; golang.org/x/crypto/acme types.go; RFC 8555, 6.7',
  },
  {
    id: 'issuer-missing',
    matches: /Referenced \\?"(Issuer|ClusterIssuer)\\?" not found: .{0,120}?\\?"([\w.-]{1,253})\\?" not found/,
    kind: 'cause',
    says: 'A certificate names the $1 $2, which does not exist: nothing is issued.',
    next: [
      '`kubectl get issuers -A; kubectl get clusterissuers`: an Issuer counts in its own namespace only; correct kind and name in issuerRef or the annotation of the Ingress (cert-manager.io/issuer or cluster-issuer)',
    ],
    samples: ['Referenced "Issuer" not found: issuer.cert-manager.io "letsencrypt" not found'],
    source: 'cert-manager pkg/controller/certificaterequests/sync.go',
  },
  {
    id: 'issuer-not-ready',
    matches:
      /Referenced (?:issuer|\\?"(?:Cluster)?Issuer\\?") (?:does not have a Ready status condition|is not ready)/i,
    kind: 'state',
    confidence: 'possible',
    says: 'A certificate waits for its Issuer, which is not ready: its account could not be registered, or its key or CA is missing.',
    next: ['`kubectl describe issuer` or `clusterissuer`: its condition Ready says why'],
    samples: ['Referenced issuer does not have a Ready status condition'],
    source: 'cert-manager pkg/controller/certificaterequests',
  },
];
