import type { Message } from '../message.ts';

/** Flux, and policies on what is delivered. */
export const deliveryMessages: readonly Message[] = [
  {
    id: 'flux-health',
    matches:
      /[Hh]ealth check (?:failed after \S{1,40}: ?timeout|failed after \S{1,40}, timeout|timed out)(?: waiting)? for:? \[(.{1,300}?)\](?:[\s"}]|$)/,
    kind: 'state',
    says: 'Flux has applied a Kustomization, and what it then waits for did not become ready in time: $1. Why, that object itself and its pods say.',
    next: [
      '`kubectl describe` of that object, and its pods: `kubectl get pods` in its namespace; a HelmRelease says why in its own conditions: `flux get helmreleases -A`',
    ],
    samples: [
      "Health check failed after 2m0.013s, timeout waiting for: [HelmRelease/shop/web status: 'InProgress']",
      `"error":"Health check timed out for [deployments.apps 'shop/web']"`,
      "health check failed after 30.2s: timeout waiting for: [Deployment/shop/web status: 'InProgress']",
    ],
    source: 'fluxcd/kustomize-controller internal/controller, fluxcd/pkg ssa/manager_wait.go',
  },
  {
    id: 'flux-retries',
    matches: /\b(install|upgrade) retries exhausted/,
    kind: 'state',
    says: 'Flux has given up the $1 of a HelmRelease after as many tries as it may: what the first of them met is the cause, and nothing is tried again until the release or its values change.',
    next: [
      '`kubectl describe helmrelease` and `helm history`: the first failure; when that is mended, `flux reconcile helmrelease` with --reset (before Flux 2.2: suspend, then resume)',
    ],
    samples: ['    message: upgrade retries exhausted', 'web  False  install retries exhausted'],
    source: 'fluxcd/helm-controller controllers/helmrelease_controller.go',
  },
  {
    id: 'policy-event',
    matches:
      /\bPolicyViolation\s{1,40}(?:[a-z][\w.]{1,60}\/(\S{1,253})\s{1,200}|.{0,80}?\s)(?:\S{1,60}\s{1,20})?[Pp]olicy '?([\w.-]{1,120})'?(?:\/| \(Validation\) rule '?)([\w-]{1,120})'? fail(?:ed)?[.:] ?(.{0,300})/,
    kind: 'state',
    confidence: 'possible',
    says: 'Kyverno reports that $1 breaks rule $3 of policy $2: $4 Whether it was refused too, the mode of the policy decides (Enforce) or not (Audit).',
    next: ['change the object as the rule says; `kubectl get clusterpolicy,policy -A` shows the mode'],
    samples: [
      "default   0s   Warning   PolicyViolation   service/api   policy 'no-balancers' (Validation) rule 'no-balancer' failed. Validation error: not allowed.",
      'Warning  PolicyViolation  5s  kyverno-scan  policy no-balancers/no-balancer fail: validation error: not allowed.',
    ],
    source: 'kyverno pkg/event/events.go',
  },
  {
    id: 'gatekeeper-event',
    matches:
      /\bFailedAdmission\s.{0,200}?Admission webhook \\?"[^"\\]{1,150}\\?" denied request(?:: .{0,300}?by constraint |, .{0,120}?Constraint: )([\w.-]{1,253}),? ?(?:Message: )?(.{0,300})/,
    kind: 'state',
    says: 'The constraint $1 of Gatekeeper has refused an object: $2',
    next: ['change the object as the message says, or the constraint: `kubectl get constraints`'],
    samples: [
      '59m  Warning  FailedAdmission  deployment/gatekeeper-controller-manager  Admission webhook "validation.gatekeeper.sh" denied request: [Namespace:  Kind: Namespace Name: shop] by constraint ns-must-have-owner you must provide labels: {"owner"}',
      '39s  Warning  FailedAdmission  namespace/shop  Admission webhook "validation.gatekeeper.sh" denied request, Resource Namespace: , Constraint: ns-must-have-owner, Message: you must provide labels: {"owner"}',
    ],
    source: 'open-policy-agent/gatekeeper pkg/webhook/policy.go',
  },
];
