import type { Message } from '../error-text/message.ts';

/** OpenShift. */
export const openshiftMessages: readonly Message[] = [
  {
    id: 'openshift-bootstrap',
    matches: /Bootstrap failed to complete: (.{1,200})/,
    kind: 'state',
    catchAll: true,
    part: 'kube-apiserver',
    confidence: 'possible',
    says: 'The bootstrap of OpenShift did not finish: $1. What the control plane lacks stands in the logs of the bootstrap host.',
    next: [
      '`openshift-install gather bootstrap`; on the bootstrap host `journalctl -b -u bootkube -u release-image --no-pager | tail -n 100`',
    ],
    samples: ['ERROR Bootstrap failed to complete: timed out waiting for the condition'],
    source: 'openshift/installer cmd/openshift-install/create.go',
  },
  {
    id: 'openshift-no-router',
    matches:
      /no (?:admitted )?ingress for (?:host \S{1,253} in )?route ([\w-]{1,63})|route \\?"?(?:[\w-]{1,63}\/)?([\w-]{1,63})\\?"?: status does not have a (?:valid )?host address|route is not available at canonical host (\S{1,253}?):? |route status does not have host address/,
    kind: 'cause',
    says: 'No router of OpenShift serves the route $1$2$3, and what is reached by it (login, console) waits for that: the ingress operator, or its router pods, do not run (no worker node that takes them, a port in use, an image).',
    next: [
      '`oc get clusteroperator ingress`, then `oc -n openshift-ingress get pods -o wide`: is a router Ready, and on which node?',
      '`oc -n openshift-ingress-operator logs deploy/ingress-operator -c ingress-operator`',
    ],
    samples: [
      'ERROR RouteDegraded: no ingress for host oauth-openshift.apps.c1.example.org in route oauth-openshift in namespace openshift-authentication',
      'level=error msg=OAuthServerDeploymentDegraded: waiting for the oauth-openshift route to contain an admitted ingress: no admitted ingress for route oauth-openshift in namespace openshift-authentication',
      'OAuthServerRouteEndpointAccessibleControllerDegraded: route "openshift-authentication/oauth-openshift": status does not have a valid host address',
      'failed handling the route: route is not available at canonical host oauth-openshift.apps.c1.example.org: []',
    ],
    source:
      'openshift/library-go pkg/route/routeapihelpers; cluster-authentication-operator pkg/controllers/oauthendpoints',
  },
  {
    id: 'openshift-condition',
    matches:
      /^(?:(?:ERROR|WARNING)\s+|level=(?:error|warning) msg="?)([A-Z]\w{2,90})(?:Degraded|Available): ?(.{0,300})/,
    kind: 'state',
    confidence: 'possible',
    apart: true,
    says: 'An operator of OpenShift says of its controller $1: $2',
    next: [
      '`oc get clusteroperators`: which are not available or degraded? `oc describe clusteroperator` of the first',
    ],
    samples: [
      'ERROR WellKnownReadyControllerDegraded: failed to get oauth metadata from openshift-config-managed/oauth-openshift ConfigMap: configmap "oauth-openshift" not found (check authentication operator, it is supposed to create this)',
      'level=error msg=IngressStateEndpointsDegraded: No subsets found for the endpoints of oauth-server',
    ],
    yieldsTo: /^(?:openshift-(?:no-router|operator)$|etcd-)/,
    source:
      'openshift/library-go pkg/operator/status/condition.go; openshift/installer cmd/openshift-install/create.go',
  },
  {
    id: 'openshift-drain',
    matches: /failed to drain node: ?(\S{1,253}) after (\d{1,4} \w{3,8})/,
    kind: 'state',
    says: 'OpenShift wants to change node $1 and could not drain it within $2: a pod there may not go (a PodDisruptionBudget that allows no disruption) or does not end (a finalizer, a volume).',
    next: [
      '`oc -n openshift-machine-config-operator logs deploy/machine-config-controller -c machine-config-controller | grep -i evict` names the pod; `oc get pdb -A`: ALLOWED DISRUPTIONS 0',
    ],
    samples: [
      'Degraded Machine: worker-1: and Degraded Reason: failed to drain node: worker-1 after 1 hour. Please see machine-config-controller logs for more information',
    ],
    source: 'openshift/machine-config-operator pkg/controller/drain/drain_controller.go',
  },
  {
    id: 'openshift-on-disk',
    matches:
      /(?:content|mode) mismatch for (?:file|dir|unit) \\{0,3}"?(\/[^"\\\s]{1,200})|[Uu]nexpected on-disk state(?: validating against (rendered-[\w-]{3,80}))?/,
    needs: { text: /on-disk state|machine-?config|rendered-|daemon\.go:\d/i },
    kind: 'cause',
    says: ({ groups: [, file = '', config = ''] }) =>
      `A file of that OpenShift node is not what its MachineConfig says${file === '' ? '' : ` (${file})`}${config === '' ? '' : ` (${config})`}: it was changed by hand, or an update broke off. The machine-config-daemon changes nothing more on that node until it fits.`,
    next: [
      'the log of the machine-config-daemon of that node names the file: put back what the MachineConfig holds (a change that shall stay belongs into a MachineConfig)',
      'then, to have it written anew: `oc debug node/NODE -- chroot /host touch /run/machine-config-daemon-force`',
    ],
    samples: [
      'E1221 14:53:26.865252   27475 daemon.go:793] content mismatch for file "/etc/chrony.conf"; expected: x',
      'Marking Degraded due to: unexpected on-disk state validating against rendered-worker-1f2e: content mismatch for file "/etc/chrony.conf"',
      'Fatal error checking initial state of node: Checking initial state: Unexpected on-disk state',
    ],
    not: ['content mismatch for file "/srv/app/index.html"'],
    source: 'openshift/machine-config-operator pkg/daemon/daemon.go, on_disk_validation.go',
  },
  {
    id: 'openshift-rendered-gone',
    matches: /machineconfigs?\.machineconfiguration\.openshift\.io \\{0,7}"([\w.-]{3,100})\\{0,7}" not found/,
    kind: 'cause',
    says: 'Nodes of OpenShift ask for the MachineConfig $1, which does not exist: it was deleted, or what the installer rendered for them is not what the cluster rendered.',
    next: [
      '`oc get machineconfig --sort-by=.metadata.creationTimestamp`, `oc get machineconfigpool`: which rendered one does the pool want?',
      '`oc describe node` of one of them: annotations machineconfiguration.openshift.io/currentConfig and desiredConfig name what it asks for',
    ],
    samples: [
      'Marking Degraded due to: machineconfig.machineconfiguration.openshift.io "rendered-master-b9b6" not found',
      'Node cp-1 is reporting: \\"machineconfig.machineconfiguration.openshift.io \\\\\\"rendered-master-8bd6\\\\\\" not found\\"',
    ],
    source: 'openshift/machine-config-operator pkg/daemon/update.go, pkg/operator/status.go',
  },
  {
    id: 'openshift-pool-degraded',
    matches: /(?:Marking Degraded due to|[Ff]ailed to resync \S{3,60} because): (.{1,300})/,
    kind: 'state',
    catchAll: true,
    confidence: 'possible',
    says: 'The machine-config operator or daemon of OpenShift does not come to its end: $1',
    next: [
      '`oc get machineconfigpool`, `oc describe machineconfigpool` of one that is degraded names the nodes and why',
    ],
    samples: [
      'E0819 11:46:52.788940    2602 writer.go:135] Marking Degraded due to: something new',
      'Failed to resync 4.14.8 because: something new',
    ],
    source: 'openshift/machine-config-operator pkg/daemon/writer.go, pkg/operator/status.go',
  },
  {
    id: 'openshift-operator',
    matches:
      /[Cc]luster operator ([\w-]{3,60}) (?:Degraded is True|Available is False) with (.{1,300})|the cluster operator ([\w-]{3,60}) (?:is degraded|is not available|has not yet successfully rolled out)/,
    kind: 'state',
    confidence: 'possible',
    apart: true,
    says: 'The operator $1$3 of OpenShift is degraded or not available: $2',
    next: ['`oc get clusteroperators`, then `oc describe clusteroperator $1$3`: its conditions name the pod or node'],
    samples: [
      'ERROR Cluster operator kube-apiserver Degraded is True with GuardController_SyncError: GuardControllerDegraded: Missing operand on node cp-0',
      'Unable to apply 4.2.0: the cluster operator machine-config is degraded',
    ],
    not: [
      'INFO Cluster operator network Progressing is True with Deploying: Deployment is waiting for other operators',
    ],
    source: 'openshift/installer cmd/openshift-install/create.go, cluster-version-operator',
  },
  {
    id: 'openshift-operator-row',
    matches:
      /^\s*([a-z][\w-]{2,60})\s+(?:\d\S{2,40}\s+)?(?:False\s+(?:True|False|Unknown)\s+(?:True|False|Unknown)|True\s+(?:True|False|Unknown)\s+True|Unknown\s+(?:True|False|Unknown)\s+(?:True|Unknown))\s+\d[\dydhms]{1,14}\s*(.{0,300})$/,
    kind: 'state',
    confidence: 'possible',
    apart: true,
    says: 'The operator $1 of OpenShift is degraded or not available: $2',
    next: ['`oc describe clusteroperator $1`: its conditions name the pod, route or node'],
    samples: [
      'ingress    4.14.8    True        False         True       3h      The "default" ingress controller reports Degraded=True',
      'authentication   4.14.8    False       False         True       3h      OAuthServerRouteEndpointAccessibleControllerAvailable: Get "https://oauth.apps.example.org/healthz": dial tcp 192.0.2.9:443: connect: connection refused',
      'authentication             Unknown     Unknown       True       12h',
    ],
    not: ['etcd    4.14.8    True        False         False      40d'],
    source: 'openshift/api config/v1 types_cluster_operator.go (printcolumn)',
  },
  {
    id: 'openshift-operator-well',
    matches: /^\s*[a-z][\w-]{2,60}\s+\d\S{2,40}\s+True\s+False\s+False\s+\d[\dydhms]{1,14}\s*$/,
    kind: 'well',
    says: 'An operator of OpenShift is available and not degraded.',
    samples: ['etcd    4.14.8    True        False         False      40d'],
    source: 'openshift/api config/v1 types_cluster_operator.go (printcolumn)',
  },
  {
    id: 'openshift-api-name',
    matches: /Unable to resolve (API(?:_INT)?_URL) (\S{1,253})/,
    kind: 'cause',
    part: 'kube-apiserver',
    says: 'The bootstrap host does not resolve $2: its DNS record is missing, or that host asks another name server.',
    next: ['on that host `dig +short $2`; make the records api and api-int of the cluster'],
    samples: ['INFO Unable to resolve API_INT_URL api-int.c1.example.org'],
    source: 'openshift/installer data/data/bootstrap/files/usr/local/bin/bootstrap-verify-api-server-urls.sh',
  },
];
