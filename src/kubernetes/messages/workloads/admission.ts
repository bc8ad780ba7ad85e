import type { Message } from '../message.ts';

/** What the API server's admission refuses, and the webhooks it asks. */
export const admissionMessages: readonly Message[] = [
  {
    id: 'constraint-refused',
    matches:
      /(?:pods? \\{0,3}"([\w.-]{1,253}?)-?\\{0,3}" is forbidden: )?unable to validate against any (security context constraint|pod security policy)(?:: ?\[?(.{0,1500}))?/,
    kind: 'cause',
    says: ({ groups: [, name = '', what = '', all = ''] }) => {
      // What is not usable at all says nothing of the pod.
      const clauses = all
        .split(/, (?=provider )|(?<=\]), |,\s{1,40}(?=provider )/, 60)
        .filter((one) => !/not usable by user or service ?account/.test(one));
      const why = clauses
        .map((one) => one.replace(/^\s*(?:provider \\{0,3}"?[\w-]{1,80}\\{0,3}"?: )?/, ''))
        .join('; ')
        .slice(0, 240);
      return `${name === '' ? 'A pod' : `Pod ${name}`} is refused: no ${what} that its service account may use allows what it asks for${why.trim() === '' ? '' : `: ${why.replace(/[\s\].;']+$/, '')}`}.`;
    },
    next: ({ groups: [, , what = ''] }) =>
      what.startsWith('security')
        ? [
            'leave runAsUser, runAsGroup and fsGroup out of the values of the chart (OpenShift gives them from the range of the namespace), and what needs root, capabilities or host paths',
            'where the workload needs it and its owner agrees, its service account gets the narrowest SCC that allows it: `oc get scc`, `oc adm policy add-scc-to-user -h`',
          ]
        : [
            'give its service account the use of a PodSecurityPolicy that allows it, or take out of the template what the message names',
          ],
    samples: [
      'create Pod web-0 in StatefulSet web failed error: pods "web-0" is forbidden: unable to validate against any security context constraint: [provider "anyuid": Forbidden: not usable by user or serviceaccount, provider restricted-v2: .containers[0].runAsUser: Invalid value: 0: must be in the ranges: [1001180000, 1001189999]]',
      'unable to validate against any pod security policy: [spec.securityContext.hostNetwork: Invalid value: true: Host network is not allowed to be used]',
    ],
    not: ['pods "api-1" is forbidden: violates PodSecurity "baseline:latest": hostPort'],
    source:
      'openshift apiserver-library-go pkg/securitycontextconstraints/sccadmission/admission.go; kubernetes 1.24 plugin/pkg/admission/security/podsecuritypolicy/admission.go',
  },
  {
    id: 'webhook-no-service',
    matches:
      /failed calling webhook \\{0,3}"([^"\\]{1,150})\\{0,3}".{0,400}?: service \\{0,3}"([^"\\]{1,100})\\{0,3}" not found/,
    kind: 'cause',
    says: 'The admission webhook $1 names the Service $2, which does not exist: what it belongs to was removed and left its configuration behind, or is not installed whole. With failurePolicy Fail nothing it asks for is admitted.',
    next: [
      '`kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations -o yaml | grep -B20 $2` finds it: install its program again, or delete that configuration where the program is gone for good',
    ],
    samples: [
      'failed calling webhook "validate.nginx.ingress.kubernetes.io": failed to call webhook: Post "https://a.b.svc:443/x?timeout=10s": service "a-admission" not found',
    ],
    source: 'apiserver pkg/admission/plugin/webhook; kube-aggregator pkg/apiserver/resolvers.go',
  },
  {
    id: 'webhook-failed',
    matches:
      /failed calling webhook \\?"([^"\\]{1,150})\\?".{0,400}?(no endpoints available|deadline exceeded|i\/o timeout|connection refused|no route to host|Client\.Timeout|EOF|network is unreachable|Address is not allowed|TLS handshake timeout|the server could not find the requested resource|Forbidden|Bad Gateway|Gateway Timeout|Service Unavailable|stream error.{0,60}|connection reset by peer|broken pipe)/,
    kind: 'cause',
    says: 'The admission webhook $1 does not work ($2), and with failurePolicy Fail nothing it asks for is admitted: is its pod up, and does the apiserver reach pods (pod network, firewall of the control plane to the port of the webhook, such as 8443 or 9443)?',
    next: [
      'the pod behind the Service named in the URL: `kubectl get pods -A -o wide`; `kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations`',
    ],
    samples: [
      'failed calling webhook "a.example.com": Post https://a.b.svc:443/x?timeout=30s: stream error: stream ID 1; INTERNAL_ERROR',
      'failed calling webhook "a.example.com": Post "https://a.b.svc:443/x": no endpoints available for service "a"',
      'Internal error occurred: failed calling webhook "validate.nginx.ingress.kubernetes.io": Post https://ingress-nginx-controller-admission.ingress-nginx.svc:443/x?timeout=30s: context deadline exceeded',
    ],
    source: 'apiserver pkg/admission/plugin/webhook',
  },
  {
    id: 'quota-exceeded',
    matches:
      /[Ee]xceeded quota: ([\w.-]{1,253}, requested: .{1,200})|failed quota: ([\w.-]{1,253}: must specify .{1,200})|is forbidden: (\w{1,60} is limited by quota, must make explicit request|\w{1,60} quota is \S{1,30}, current usage is \S{1,30}, requesting \S{1,30})/,
    kind: 'cause',
    says: ({ text, groups: [, why = '', other = '', old = ''] }) =>
      `The ResourceQuota of the namespace refuses ${/\bpods? \\?"/i.test(text) ? 'the pod' : 'what is to be made'}: ${why}${other}${old}`,
    next: ['`kubectl describe quota` in that namespace: who uses it; lower requests or replicas, or raise it'],
    samples: [
      'pods "a" is forbidden: exceeded quota: q, requested: cpu=2, used: cpu=3, limited: cpu=4',
      'replicationcontrollers "db-10" is forbidden: Exceeded quota: quota, requested: replicationcontrollers=1, used: replicationcontrollers=10, limited: replicationcontrollers=10',
      'Pod "a-" is forbidden: cpu is limited by quota, must make explicit request.',
      'Pod "a-" is forbidden: cpu quota is 200m, current usage is 200m, requesting 100m.',
    ],
    source: 'kubernetes plugin/pkg/admission/resourcequota; both last forms until 1.1',
  },
  {
    id: 'admission-denied',
    matches:
      /admission webhook \\?"([^"\\]{1,150})\\?" denied the request:? ?(.{0,300})|violates PodSecurity \\?"([^"\\]{1,80})\\?": ?(.{0,300})/,
    kind: 'cause',
    says: (met) =>
      met.groups[3]
        ? `PodSecurity ${met.groups[3]} of the namespace forbids the pod: ${met.groups[4] ?? ''}`
        : `The admission webhook ${met.groups[1] ?? ''} works and refuses the object: ${met.groups[2] ?? ''}`,
    next: ['change the object as the message says, or the policy behind it'],
    samples: [
      'admission webhook "validate.nginx.ingress.kubernetes.io" denied the request: host "a" and path "/" is already defined',
      'pods "a" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false',
    ],
    source: 'apiserver pkg/admission/plugin/webhook, pod-security-admission',
  },
  {
    id: 'service-account-missing',
    matches:
      /error looking up service account (\S{1,120}?): serviceaccounts? \\?"[^"\\]{1,100}\\?" not found|serviceaccount \\?"([^"\\]{1,100})\\?" not found/,
    kind: 'cause',
    says: 'The ServiceAccount $1$2 of the pod does not exist: where it is "default", the controller manager that makes it does not run or is behind.',
    next: ['`kubectl get serviceaccounts` in that namespace; is kube-controller-manager up?'],
    samples: [
      'pods "a" is forbidden: error looking up service account shop/default: serviceaccount "default" not found',
    ],
    source: 'kubernetes plugin/pkg/admission/serviceaccount',
  },
  {
    id: 'namespace-terminating',
    matches:
      /(?:in namespace (\S{1,63}) )?because it is being terminated|NamespaceContentRemaining|NamespaceFinalizersRemaining|DiscoveryFailed.{0,60}Namespace/,
    kind: 'state',
    confidence: 'possible',
    says: 'The namespace $1 is being deleted: nothing new can be made in it, which is normal for some seconds. Where it does not end, objects with finalizers are left, or an aggregated API does not answer.',
    next: [
      '`kubectl get namespace` with its name and -o yaml: the conditions name what is left; `kubectl get apiservice` for one that is False. Do not strip finalizers by force',
    ],
    samples: ['unable to create new content in namespace shop because it is being terminated'],
    source: 'kubernetes plugin/pkg/admission/namespace, pkg/controller/namespace',
  },
  {
    id: 'pod-security-warned',
    matches: /^(?:Warning: |W\d{4} .{0,80}\] )?would violate PodSecurity \\?"([\w:.-]{3,60})\\?": (.{1,400})/,
    kind: 'harmless',
    says: 'A warning, no refusal: pods of this template would violate PodSecurity $1. They are made all the same, unless the namespace enforces that level too.',
    next: [
      '`kubectl get namespace --show-labels`: pod-security.kubernetes.io/enforce; where it is that level, set in the securityContext of the template what the warning names',
    ],
    samples: [
      'Warning: would violate PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "web" must set securityContext.allowPrivilegeEscalation=false)',
      'would violate PodSecurity "restricted:v1.24": host namespaces (hostNetwork=true)',
    ],
    not: ['pods "web" is forbidden: violates PodSecurity "restricted:latest": privileged'],
    source: 'k8s.io/pod-security-admission admission/admission.go',
  },
];
