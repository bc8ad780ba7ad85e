import type { Message } from '../message.ts';

/** Helm and kubectl on what they roll out. */
export const releaseMessages: readonly Message[] = [
  {
    id: 'rollout-deadline',
    matches: /deployment "([^"]{1,253})" exceeded its progress deadline/,
    kind: 'state',
    says: 'No further pod of Deployment $1 got ready within its progressDeadlineSeconds (600 s where none is set): the new pods do not start or are not ready.',
    next: ['`kubectl get pods` and `kubectl describe pod` of its newest ReplicaSet; or `diag collect k8s-objects`'],
    samples: ['error: deployment "web" exceeded its progress deadline'],
    source: 'kubectl pkg/polymorphichelpers (rollout_status.go)',
  },
  {
    id: 'helm-name-used',
    matches: /cannot re-?use a name that is still in use/,
    kind: 'cause',
    says: 'A Helm release of that name is there already in this namespace, perhaps a failed one.',
    next: ['`helm list -a` in that namespace; then `helm upgrade --install`, or `helm uninstall` of what failed'],
    samples: ['Error: INSTALLATION FAILED: cannot re-use a name that is still in use'],
    source: 'helm pkg/action (install.go)',
  },
  {
    id: 'helm-pending',
    matches: /another operation \(install\/upgrade\/rollback\) is in progress/,
    kind: 'cause',
    says: 'The Helm release is pending: another helm runs on it, or one was ended in the middle and left it so.',
    next: [
      '`helm history RELEASE`: since when, and does anybody (CI, an operator) still run it?',
      'where nobody does: `helm rollback RELEASE` to the last revision that was deployed',
    ],
    samples: ['Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress'],
    source: 'helm pkg/action (upgrade.go)',
  },
  {
    id: 'helm-never-deployed',
    matches: /"([\w.-]{1,53})" has no deployed releases/,
    kind: 'cause',
    says: 'The Helm release $1 was never deployed: its first installation failed, so there is nothing to upgrade from.',
    next: ['`helm history $1`: why did it fail? `helm uninstall $1`, then install it anew'],
    samples: ['Error: UPGRADE FAILED: "web" has no deployed releases'],
    source: 'helm pkg/action (upgrade.go)',
  },
  {
    id: 'job-backoff-limit',
    matches: /Job has reached the specified backoff limit/,
    kind: 'cause',
    says: 'A Job has failed as often as it may (backoffLimit) and is not tried again: its pods end with an error, and the log of the last one says why.',
    next: [
      '`kubectl get pods -l job-name=JOB`, and `kubectl logs` of the last one; a Job that failed has to be deleted and made anew',
    ],
    samples: [
      '        message: Job has reached the specified backoff limit',
      'Warning BackoffLimitExceeded Job has reached the specified backoff limit',
    ],
    source: 'kubernetes pkg/controller/job/job_controller.go',
  },
  {
    id: 'job-deadline',
    matches: /Job was active longer than specified deadline/,
    kind: 'cause',
    says: 'A Job ran longer than its activeDeadlineSeconds and was ended.',
    next: ['raise activeDeadlineSeconds, or find what its pods wait for: `kubectl logs` of one'],
    samples: ['Warning DeadlineExceeded Job was active longer than specified deadline'],
    source: 'kubernetes pkg/controller/job/job_controller.go',
  },
  {
    id: 'helm-hook-failed',
    matches:
      /((?:pre|post)-(?:install|upgrade|rollback|delete)|failed) hooks? failed: (.{1,300})|failed (pre|post)-(install|upgrade|rollback|delete): (.{1,300})/,
    kind: 'state',
    says: ({ groups: [, hook = '', why = '', at = '', step = '', rest = ''] }) =>
      `A hook of the Helm release (${hook}${at === '' ? '' : `${at}-${step}`}) did not end well, so the release is marked failed: ${why}${rest}`,
    next: ['the Job of that hook: `kubectl get jobs,pods` in the namespace of the release, and the log of its pod'],
    samples: [
      'Error: INSTALLATION FAILED: failed pre-install: job failed: BackoffLimitExceeded',
      'Error: UPGRADE FAILED: pre-upgrade hooks failed: timed out waiting for the condition',
    ],
    source: 'helm pkg/action/hooks.go',
  },
  {
    id: 'helm-owned',
    matches:
      /(\w{2,60}) \\?"([\w.:-]{1,253})\\?" in namespace \\?"([\w-]{0,63})\\?" exists and cannot be imported into the current release: invalid ownership metadata/,
    kind: 'cause',
    says: 'Helm does not take over the $1 $2, which exists and belongs to no release or to another one.',
    next: [
      'whose is it? Delete it, or hand it over: label app.kubernetes.io/managed-by=Helm and annotations meta.helm.sh/release-name and release-namespace',
    ],
    samples: [
      'Error: INSTALLATION FAILED: rendered manifests contain a resource that already exists. Unable to continue with install: ServiceAccount "web" in namespace "shop" exists and cannot be imported into the current release: invalid ownership metadata; label validation error',
    ],
    source: 'helm pkg/action/validate.go',
  },
  {
    id: 'helm-template',
    matches:
      /(?:template: |parse error at \()([\w.-]{1,63}(?:\/charts\/[\w.-]{1,63}){0,6}\/templates\/[\w./-]{1,200}):(\d{1,6})(?::\d{1,6})?\)?: ?(?:executing \\?"[^"\\]{1,300}\\?" at <(.{1,200}?)>: )?(.{1,300})/,
    kind: 'cause',
    says: ({ groups: [, file = '', line = '', at = '', why = ''] }) =>
      `The chart cannot be rendered: ${file}, line ${line}${at === '' ? '' : ` (${at})`}: ${why}. ${
        /can't evaluate field|wrong type for value|range can't iterate|expected \w+; (?:got|found)/.test(why)
          ? 'A value has another type than the template expects: a text where it wants a map, a list of texts where it wants a list of maps.'
          : /nil pointer/.test(why)
            ? 'A value that the template goes into is not set.'
            : 'The values, or the template, have to be corrected.'
      } Nothing was changed in the cluster.`,
    next: [
      '`helm show values` of that chart and version beside your values: the form of what stands at that place; `helm template --debug` shows the rest',
    ],
    samples: [
      'Error: template: web/templates/ingress.yaml:28:15: executing "web/templates/ingress.yaml" at <.host>: can\'t evaluate field host in type interface {}',
      'Error: INSTALLATION FAILED: template: web/templates/a.yaml:3:14: executing "web/templates/a.yaml" at <.Values.db.host>: nil pointer evaluating interface {}.host',
      'Error: parse error at (web/charts/db/templates/a.yaml:9): unexpected "}" in operand',
    ],
    // Other programs have templates, too.
    not: [
      'error executing template "{{.status.x.y}}": template: output:1:9: executing "output" at <.status.x.y>: nil pointer evaluating',
      'template: slack.title:1: unexpected "}" in operand',
    ],
    source: 'helm pkg/engine/engine.go; Go text/template exec.go',
  },
  {
    id: 'helm-required-value',
    matches: /execution error at \(([\w./-]{1,300}):\d{1,6}:\d{1,6}\): (.{1,300})/,
    kind: 'cause',
    says: 'The chart refuses these values itself ($1): $2',
    next: ['set the value that it names: `helm show values` of that chart and version'],
    samples: ['Error: execution error at (web/templates/secret.yaml:7:12): .Values.password is required'],
    source: 'helm pkg/engine/engine.go (required, fail)',
  },
  {
    id: 'helm-schema',
    matches: /values don't meet the specifications of the schema\(s\) in the following chart\(s\):?(.{0,300})/,
    kind: 'cause',
    says: 'The values do not fit the schema of the chart: $1',
    next: ['what the lines behind it name: an unknown key, a wrong type; `helm show values` of that chart and version'],
    samples: ["Error: values don't meet the specifications of the schema(s) in the following chart(s):"],
    source: 'helm pkg/chartutil/jsonschema.go',
  },
  {
    id: 'flux-release-not-loaded',
    matches: /uninstall: Release not loaded: ([\w.-]{1,63}): release: not found/,
    kind: 'state',
    confidence: 'possible',
    says: 'Flux wanted to take a failed release $1 back and found none of that name: its installation failed before there was a release (the chart could not be rendered or was refused). That first error is the cause.',
    next: [
      '`kubectl describe helmrelease` with its name, and the log of helm-controller: the first error before this one; `helm template` of the chart with the same values shows it mostly',
    ],
    samples: ['web  False  Helm uninstall failed: uninstall: Release not loaded: web: release: not found'],
    source: 'fluxcd/helm-controller internal/action/uninstall.go, helm pkg/action/uninstall.go',
  },
];
