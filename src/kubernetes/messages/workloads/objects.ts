import type { Message } from '../message.ts';
import { notServedMessages } from './not-served.ts';

/** Group and version to use in place of one that was removed; a kind that moved stands with its kind. */
const removed: readonly (readonly [RegExp, string])[] = [
  [/^PodSecurityPolicy /, 'PodSecurityPolicy is gone since Kubernetes 1.25; Pod Security admission takes its place.'],
  [/^Ingress(?:Class)? (?:extensions|networking\.k8s\.io)\/v1beta1$/, 'networking.k8s.io/v1 since Kubernetes 1.22.'],
  [/^NetworkPolicy extensions\/v1beta1$/, 'networking.k8s.io/v1 since Kubernetes 1.16.'],
  [/^\w+ (?:extensions\/v1beta1|apps\/v1beta[12])$/, 'apps/v1 since Kubernetes 1.16.'],
  [/^CronJob batch\/v(?:1beta1|2alpha1)$/, 'batch/v1 since Kubernetes 1.25.'],
  [/^PodDisruptionBudget policy\/v1beta1$/, 'policy/v1 since Kubernetes 1.25.'],
  [/^HorizontalPodAutoscaler autoscaling\/v2beta[12]$/, 'autoscaling/v2 since Kubernetes 1.26.'],
  [/^EndpointSlice discovery\.k8s\.io\/v1beta1$/, 'discovery.k8s.io/v1 since Kubernetes 1.25.'],
  [
    /^\w+ ((?:rbac\.authorization|apiextensions|admissionregistration|apiregistration|coordination|scheduling|certificates)\.k8s\.io)\/v1(?:alpha1|beta1)$/,
    'v1 of that group since Kubernetes 1.22.',
  ],
];
/** What is served in place of a version that was removed; undefined where none was. */
const served = (kind: string, version: string): string | undefined =>
  removed.find(([pattern]) => pattern.test(`${kind} ${version}`))?.[1];
const unchangeable =
  /field is immutable|immutable after creation|may not change once set|updates to statefulset spec for fields other than|pod updates may not change fields/;
/** Of what may be deleted to change it; a claim or a volume is no such thing. */
const madeAnew = (kind: string): string =>
  kind === 'StatefulSet'
    ? ', or make it anew after `kubectl delete --cascade=orphan`, which leaves its pods running'
    : /^(?:Deployment|DaemonSet|ReplicaSet|Job|Pod|RoleBinding|ClusterRoleBinding)$/.test(kind)
      ? `, or make it anew with \`kubectl replace --force\`${kind.endsWith('Binding') ? '' : ' (its pods end)'}`
      : '';

/** What the API server says of objects it is given, or that are not there. */
export const objectMessages: readonly Message[] = [
  {
    id: 'cache-not-synced',
    matches:
      /failed to sync (?:configmap|secret) cache: timed out waiting for the condition|object \\?"[^"\\]{1,120}\\?"\/\\?"[^"\\]{1,120}\\?" not registered/,
    kind: 'harmless',
    says: 'Mostly harmless: the kubelet had not read a ConfigMap or Secret yet, as in the first seconds of a pod or of the kubelet; it tries again.',
    samples: [
      'MountVolume.SetUp failed for volume "installer-info" : failed to sync configmap cache: timed out waiting for the condition',
      'object "kube-system"/"kube-root-ca.crt" not registered',
    ],
    source: 'kubernetes pkg/kubelet/util/manager',
  },
  {
    id: 'object-not-found',
    matches: /Error from server \(NotFound\): .{0,120}?([\w.-]{2,80}) \\?"([^"\\]{1,253})\\?" not found/,
    kind: 'state',
    confidence: 'possible',
    says: 'The apiserver knows no object $2 ($1) where kubectl asked for it: the name, the namespace (-n) or the context is another, or it was deleted.',
    next: ['`kubectl config current-context`; `kubectl get $1 -A` lists those there are'],
    onlyItself: true,
    samples: [
      'Error from server (NotFound): secrets "db-passwort" not found',
      'Error from server (NotFound): nodes "w9" not found',
      'Error from server (NotFound): error when creating "a.yaml": namespaces "shop" not found',
    ],
    source: 'apimachinery pkg/api/errors',
  },
  {
    id: 'object-missing',
    matches:
      /(?<!\(NotFound\): )(?:[Cc]onfig[Mm]ap|[Ss]ecret)s? \\?"([^"\\\s]{1,100})\\?" not found|couldn't find key (\S{1,80}) in (?:ConfigMap|Secret) (\S{1,120})|references non-existent (?:config|secret) key: (\S{1,80})/,
    needs: { component: /^(?!kubeadm)/ },
    kind: 'cause',
    says: ({ groups: [, name = '', key = '', of = '', other = ''], text }) =>
      name === ''
        ? `The pod needs the key ${key}${other}${of === '' ? ' of a ConfigMap or Secret' : ` of ${of}`}, which is not in it.`
        : `${/Error: |ConfigError|MountVolume|kubelet|Warning Failed/.test(text) ? 'The pod needs' : 'Something asks for'} the ConfigMap or Secret ${name}, which does not exist in its namespace.`,
    next: ['make it in the namespace of what asks for it, or correct the name there'],
    samples: [
      'Error: configmap "shop-config" not found',
      "Error: couldn't find key url in Secret shop/db",
      'container web waits: CreateContainerConfigError: secret "db" not found',
    ],
    not: [
      'Warning: No kubeproxy.config.k8s.io/v1alpha1 config is loaded. Continuing without it: configmaps "kube-proxy" not found',
    ],
    source: 'kubernetes pkg/kubelet/kuberuntime',
  },
  {
    id: 'api-version-gone',
    matches: /no matches for kind \\?"?([A-Z]\w{2,60})\\?"? in (?:version|group) \\?"?([\w.-]{1,100}\/?\w{0,12})/,
    kind: 'cause',
    says: ({ groups: [, kind = '', version = ''] }) => {
      const now = served(kind, version);
      return now === undefined
        ? `The apiserver does not know ${kind} of ${version}: its CustomResourceDefinition is not installed (yet), the version is another, or kind or version is misspelled.`
        : `The apiserver does not serve ${kind} of ${version} any more: ${now}`;
    },
    next: ({ groups: [, kind = '', version = ''] }) =>
      served(kind, version) === undefined
        ? [
            `\`kubectl api-resources | grep -i ${kind}\` shows whether and in which version it is there`,
            'install the CustomResourceDefinitions of what brings it before its objects',
          ]
        : [
            'correct apiVersion in the file or chart (a newer chart has it), and fields that changed with it',
            'a Helm release that was installed with the old version: plug-in mapkubeapis corrects what Helm has stored',
          ],
    samples: [
      'error: resource mapping not found for name: "web" namespace: "" from "a.yaml": no matches for kind "Ingress" in version "extensions/v1beta1"',
      'unable to recognize "a.yaml": no matches for kind "Issuer" in version "cert-manager.io/v1"',
    ],
    not: ['no matches for kind "PodMetrics" in version "metrics.k8s.io/v1beta1"'],
    source: 'apimachinery pkg/api/meta/errors.go',
  },
  ...notServedMessages,
  {
    id: 'resource-type-unknown',
    matches: /the server doesn't have a resource type \\?"([\w.-]{1,120})\\?"/,
    kind: 'state',
    confidence: 'possible',
    says: 'kubectl knows no resource type $1 in this cluster: its CustomResourceDefinition is not installed, the word is misspelled, or the API server that serves it was not asked (an APIService that is down).',
    next: [
      '`kubectl api-resources | grep -i $1`; `kubectl get apiservice | grep False`',
      'install what brings the type, or ask for another',
    ],
    onlyItself: true,
    samples: ['error: the server doesn\'t have a resource type "scaledobject"'],
    source: 'cli-runtime pkg/resource/builder.go mappingFor',
  },
  {
    id: 'claim-no-resize',
    matches:
      /persistentvolumeclaims? \\?"([\w.-]{1,253})\\?" is forbidden: only dynamically provisioned pvc can be resized/,
    kind: 'cause',
    says: 'The claim $1 cannot be made larger: its storage class does not allow it (allowVolumeExpansion), or its volume was made by hand.',
    next: [
      'does its driver grow volumes? Then `kubectl patch storageclass NAME -p \'{"allowVolumeExpansion":true}\'`, and the claim again; else a new claim, and the data copied',
    ],
    samples: [
      'error: persistentvolumeclaims "data" could not be patched: persistentvolumeclaims "data" is forbidden: only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
    ],
    source: 'kubernetes plugin/pkg/admission/storage/persistentvolume/resize/admission.go',
  },
  {
    id: 'object-invalid',
    matches:
      /\b([A-Z]\w{2,60})(?:\.[\w.-]{1,80})? \\?"([^"\\]{1,253})\\?" is invalid: (\[?[\w.[\]/-]{1,120}: (?:Invalid|Required|Duplicate|Unsupported) value|\[?[\w.[\]/-]{1,120}: (?:Forbidden|Too long|Too many|Not found|Internal error))(.{0,400})/,
    kind: 'cause',
    says: 'The apiserver refuses $1 $2: $3$4',
    next: ({ text, groups: [, kind = ''] }) => [
      unchangeable.test(text)
        ? `that field cannot be changed in place: put the old value back${madeAnew(kind)}`
        : 'correct the field that the message names',
    ],
    samples: [
      'The Deployment "web" is invalid: spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string{"app":"web"}}: field is immutable',
      'cannot patch "web" with kind Deployment: Deployment.apps "web" is invalid: spec.template.spec.containers[0].image: Required value',
    ],
    not: ['The Token "a1" is invalid: it has expired'],
    source: 'apimachinery pkg/api/errors (NewInvalid)',
  },
  {
    id: 'gc-not-synced',
    matches:
      /unable to sync caches for (?:garbage collector|resource quota)|timed out waiting for (?:dependency graph builder|quota monitor) sync/,
    kind: 'state',
    confidence: 'possible',
    part: 'kube-controller-manager',
    says: 'The controller manager cannot list every kind of object in time, so that nothing is collected: deleted owners leave their pods behind. Mostly an aggregated API or a conversion webhook of a CRD does not answer, else the apiserver is overloaded.',
    next: [
      '`kubectl get apiservice | grep False`; `kubectl api-resources` names what fails; lines before it name the kind that cannot be listed',
    ],
    samples: [
      'unable to sync caches for garbage collector',
      'timed out waiting for dependency graph builder sync during GC sync (attempt 3)',
    ],
    source: 'kubernetes pkg/controller/garbagecollector/garbagecollector.go',
  },
  {
    id: 'client-waited',
    matches:
      /(?:^[Ee]rror: |UPGRADE FAILED: |INSTALLATION FAILED: |warning: (?:Upgrade|Release) "[\w.-]{1,63}" failed: |[Ff]ailed: )(?:pre-\w{3,12}-hook failed: |post-\w{3,12}-hook failed: )?(?:timed out waiting for the condition|context deadline exceeded|client rate limiter Wait returned an error: context deadline exceeded)(?: on (\S{1,253}))?\s*$/,
    needs: {
      component: /^(?!kubeadm)/,
      text: /\bhelm\b|kubectl|UPGRADE FAILED|INSTALLATION FAILED|warning: (?:Upgrade|Release) "|condition on \S/,
    },
    kind: 'state',
    confidence: 'possible',
    says: 'kubectl or helm waited for objects ($1) to be ready, and they were not in time. This does not say why: their pods do, or the Job of a hook.',
    next: ['`kubectl get pods,jobs` in that namespace, then `kubectl describe` of the one that is not ready'],
    samples: [
      'error: timed out waiting for the condition on pods/web-1',
      'Error: UPGRADE FAILED: timed out waiting for the condition',
      'warning: Upgrade "shop-dev" failed: timed out waiting for the condition',
    ],
    source: 'kubectl pkg/cmd/wait/wait.go, helm pkg/kube/client.go',
  },
  {
    id: 'rollout-done',
    matches: /^\s*(?:deployment|daemon ?set|statefulset)\S{0,40}[ /]\S{1,255} successfully rolled out\s*$/,
    kind: 'well',
    says: 'The rollout came to its end.',
    samples: ['deployment "web" successfully rolled out', 'deployment.apps/web successfully rolled out'],
    source: 'kubectl pkg/polymorphichelpers/rollout_status.go',
  },
];
