import type { Message } from '../error-text/message.ts';

/** What kubectl and Helm say of what they were asked to do. */
export const clientMessages: readonly Message[] = [
  {
    id: 'manifest-unknown-field',
    matches:
      /strict decoding error: .{0,300}?unknown field "([^"]{1,300})"|unknown field "([^"]{1,300})" in io\.k8s\.[\w.-]{1,160}/,
    kind: 'cause',
    apart: true,
    says: 'The manifest has a field that this version of the API does not know: $1$2. It is misspelled, indented into the wrong object, or of another version.',
    next: [
      '`kubectl explain` with the path of the object above it lists the fields there are',
      'without that field nothing of the manifest was applied: correct it and apply again',
    ],
    samples: [
      'Error from server (BadRequest): error when creating "web.yaml": Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.template.spec.containers[0].livenesProbe"',
      'error: error validating "web.yaml": error validating data: ValidationError(Deployment.spec): unknown field "replica" in io.k8s.api.apps.v1.DeploymentSpec; if you choose to ignore these errors, turn validation off with --validate=false',
    ],
    not: ['json: unknown field "replica"'],
    source: 'apimachinery pkg/runtime/strict.go, kubectl pkg/validation (schema.go)',
  },
  {
    id: 'manifest-yaml',
    matches:
      /(?:error parsing|YAML parse error on) (\S{1,300}): error converting YAML to JSON: yaml: (?:line (\d{1,6}): )?(.{1,200})/,
    kind: 'cause',
    apart: true,
    says: ({ groups: [, file = '', line = '', why = ''] }) =>
      `${file} is not valid YAML${line === '' ? '' : `, noticed in line ${line}`}: ${why}. The fault stands there or in the lines before it.`,
    next: ({ groups: [, file = '', line = ''] }) =>
      line !== '' && /^[\w./-]+$/.test(file)
        ? [
            `\`sed -n '${Math.max(1, Number(line) - 4)},${Number(line) + 1}p' ${file} | cat -A\` shows tabs (^I) and indentation`,
          ]
        : ['look at the indentation there, and for tabs and colons without quotes'],
    samples: [
      'error: error parsing web.yaml: error converting YAML to JSON: yaml: line 12: mapping values are not allowed in this context',
      'Error: YAML parse error on shop/templates/web.yaml: error converting YAML to JSON: yaml: line 7: did not find expected key',
    ],
    not: ['yaml: line 12: mapping values are not allowed in this context'],
    source: 'cli-runtime pkg/resource (visitor.go), helm pkg/releaseutil (manifest_sorter.go)',
  },
  {
    id: 'object-modified',
    matches: /Operation cannot be fulfilled on (\S{1,120}) \\?"([^"\\]{1,253})\\?": the object has been modified/,
    kind: 'retried',
    confidence: 'possible',
    says: 'Somebody changed $2 ($1) at the same time: the change was refused, and is made again on what the object is now.',
    next: ['by hand: read the object again and repeat the change; a controller does so itself'],
    samples: [
      'Error from server (Conflict): Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again',
      'err="Operation cannot be fulfilled on nodes \\"worker-1\\": the object has been modified; please apply your changes to the latest version and try again"',
    ],
    source: 'apiserver pkg/registry/generic/registry (store.go)',
  },
  {
    id: 'java-client-refused',
    matches:
      /Failure executing: (\w{3,7}) at: (\S{1,300}?)\.? Message: (Unauthorized|Forbidden) ?! ?Configured service account doesn't have access/,
    kind: 'cause',
    says: ({ groups: [, verb = '', url = '', answer = ''] }) =>
      answer === 'Forbidden'
        ? `The apiserver is up and RBAC does not let the service account of this program (Jenkins, Spark or another Java client) do what it asks: ${verb} ${url}. No fault of connection or TLS.`
        : `The apiserver does not accept the token of this program's service account (401): deleted, expired, or of another cluster (${verb} ${url}).`,
    next: ({ groups: [, , , answer = ''] }) =>
      answer === 'Forbidden'
        ? [
            'which service account is it (`serviceAccountName` of its pod, else default)? `kubectl get rolebindings,clusterrolebindings -A -o wide` shows what it is bound to; bind a role that allows it',
          ]
        : [
            'restart the pod of that program: it gets a new token; does its service account exist? `kubectl get serviceaccounts`',
          ],
    samples: [
      "io.fabric8.kubernetes.client.KubernetesClientException: Failure executing: POST at: https://kubernetes.default.svc/api/v1/namespaces/ci/pods. Message: Forbidden!Configured service account doesn't have access. Service account may have been revoked..",
      "Failure executing: GET at: https://kubernetes.default.svc/api/v1/namespaces/ci/pods. Message: Unauthorized! Configured service account doesn't have access. Service account may have been revoked. Unauthorized.",
    ],
    source: 'fabric8io/kubernetes-client Config.java (errorMessages), OperationSupport.java (requestFailure)',
  },
  {
    id: 'exec-no-container',
    matches: /unable to upgrade connection: container not found \("([^"]{1,63})"\)/,
    kind: 'state',
    onlyItself: true,
    confidence: 'possible',
    says: 'Container $1 does not run now, so nothing can be started in it: it has ended, or is about to be started again.',
    next: ['`kubectl describe pod` and `kubectl logs --previous -c $1` of that pod: why did it end?'],
    samples: ['error: unable to upgrade connection: container not found ("app")'],
    not: ['error: unable to upgrade connection: Forbidden (user=a, verb=create, resource=nodes, subresource=proxy)'],
    source: 'kubernetes pkg/kubelet/server',
  },
  {
    id: 'logs-waiting',
    matches: /container \\?"([\w.-]{1,63})\\?" in pod \\?"([\w.-]{1,253})\\?" is waiting to start: (.{1,100})/,
    kind: 'state',
    onlyItself: true,
    confidence: 'possible',
    says: ({ groups: [, container = '', pod = '', why = ''] }) =>
      /pull/.test(why)
        ? `Container ${container} of pod ${pod} has no log, because its image cannot be pulled.`
        : why.startsWith('PodInitializing')
          ? `Container ${container} of pod ${pod} has no log, because it has not started: the init containers before it have not ended yet, or one of them fails.`
          : `Container ${container} of pod ${pod} has no log, because it has not started (${why.trim()}).`,
    next: ({ groups: [, , pod = '', why = ''] }) => [
      `\`kubectl describe pod ${pod}\`: its events, and${why.startsWith('PodInitializing') ? ' which init container is not done; then its log by `kubectl logs -c` with that name' : ' its image, volumes and network'}`,
    ],
    samples: [
      'Error from server (BadRequest): container "app" in pod "web-1" is waiting to start: PodInitializing',
      'Error from server (BadRequest): container "app" in pod "web-1" is waiting to start: trying and failing to pull image',
    ],
    not: ['Error from server (BadRequest): container "app" in pod "web-1" is terminated'],
    source: 'kubernetes pkg/kubelet/kubelet_pods.go (validateContainerLogStatus)',
  },
];
