import type { Message } from '../message.ts';

/** What operators run into while they bring about what their objects ask for. */
export const operatorMessages: readonly Message[] = [
  {
    id: 'owner-reference-refused',
    matches:
      /([\w.-]{1,120}) \\{0,3}"([^"\\]{1,253})\\{0,3}" is forbidden: cannot set (?:blockOwnerDeletion if an ownerReference refers to a resource you can't set finalizers on|an ownerRef on a resource you can't delete)/,
    kind: 'cause',
    says: ({ groups: [, kind = '', name = ''], text }) =>
      `An operator may not make itself the owner of ${kind} ${name}: its role lacks ${
        text.includes("can't delete") ? 'delete on that kind' : 'update on the subresource finalizers of the owner'
      }, which this cluster asks for (admission plug-in OwnerReferencesPermissionEnforcement, on in OpenShift).`,
    next: [
      'add that right to the role of the operator (resource KIND/finalizers, verb update; or verb delete), or install the release of it that has it',
    ],
    samples: [
      'configmaps \\"web-collector\\" is forbidden: cannot set blockOwnerDeletion if an ownerReference refers to a resource you can\'t set finalizers on: , <nil>',
      'roles.rbac.authorization.k8s.io "web" is forbidden: cannot set an ownerRef on a resource you can\'t delete: , <nil>',
    ],
    not: ['configmaps "web" is forbidden: User "system:serviceaccount:shop:web" cannot create resource "configmaps"'],
    source: 'kubernetes plugin/pkg/admission/gc/gc_admission.go',
  },
  {
    id: 'external-secret-unread',
    matches: /error (?:retrieving|processing) (?:secret|spec).{0,60}?, (?:key: ?(\S{1,200}), )?err: (.{1,250})/,
    kind: 'cause',
    says: 'External Secrets does not get secret $1 from its store ($2), so the Secret that is made of it is not there or not renewed.',
    next: [
      'does the store hold that key, under that name and path, and may the account of the store read it? `kubectl describe secretstore,clustersecretstore`',
    ],
    samples: [
      'Warning  UpdateFailed  7m (x22 over 79m)  external-secrets  error retrieving secret at .data[0], key: prod/shop-tls, err: Secret does not exist',
      'error processing spec.data[0] (key: prod/shop), err: permission denied',
    ],
    source: 'external-secrets pkg/controllers/externalsecret/externalsecret_controller_secret.go',
  },
  {
    id: 'external-secret-error',
    matches: /\bSecretSyncedError\b/,
    kind: 'state',
    confidence: 'possible',
    yieldsTo: /^external-secret-unread$/,
    says: 'External Secrets could not make or renew a Secret from its store (SecretSyncedError). Where all of one store fail, the store is at fault, or the way there.',
    next: [
      '`kubectl describe externalsecret`: the newest event says why; `kubectl get secretstores,clustersecretstores -A`: are they Ready?',
    ],
    samples: [
      'shop   web-secrets   vault   1h   SecretSyncedError   False',
      '    Reason:                SecretSyncedError',
    ],
    not: ['shop   web-secrets   vault   1h   SecretSynced   True'],
    source: 'external-secrets apis/externalsecrets/v1/externalsecret_types.go',
  },
  {
    id: 'operator-cache-sync',
    matches:
      /failed to wait for (\S{1,80}) caches to sync.{0,120}?: timed out waiting for cache to be synced(?: for Kind \*([\w.]{1,80}))?/,
    kind: 'state',
    confidence: 'possible',
    says: 'An operator ends because it could not list what its controller $1 watches ($2) within its time: the kind is not installed, its service account may not list it, the apiserver is too slow, or it was being stopped anyway.',
    next: [
      'its log before that: "failed to list", "forbidden", "no matches for kind"? Else raise its memory and CPU, or CacheSyncTimeout',
    ],
    samples: [
      'failed to wait for cert-rotator caches to sync: timed out waiting for cache to be synced for Kind *v1.Secret',
      'failed to wait for kubeancluster caches to sync: timed out waiting for cache to be synced',
      'failed to wait for statefulset caches to sync kind source: *v1.StatefulSet: timed out waiting for cache to be synced for Kind *v1.StatefulSet',
    ],
    source: 'controller-runtime pkg/internal/controller/controller.go, pkg/internal/source/kind.go',
  },
  {
    id: 'longhorn-replicas-gone',
    matches:
      /(All replicas are failed, set engine salvageRequested to true)|Cannot find the instance (?:manager|status in instance manager \S{1,120}) for the running instance (pvc-[\w-]{1,120}?|\S{1,120}?)-([re])-\w{4,12}\b/,
    kind: 'state',
    says: ({ text, groups: [, all = '', volume = ''] }) =>
      all === ''
        ? `Longhorn has lost a process of volume ${volume}: the instance manager of that node ended (restarted or drained node, evicted, out of memory).`
        : `All replicas of a volume of Longhorn${/ volume=([\w-]{1,120})/.exec(text)?.[1] === undefined ? '' : ` (${/ volume=([\w-]{1,120})/.exec(text)?.[1]})`} have failed, and it is faulted: Longhorn salvages it by itself once an instance manager and disk with a good replica are back.`,
    next: [
      '`kubectl -n longhorn-system get pods -l longhorn.io/component=instance-manager -o wide`: which restarted, and why? `kubectl -n longhorn-system get volumes.longhorn.io,replicas.longhorn.io,nodes.longhorn.io`',
      'then restart the pods of the volume: their mount broke off with it',
    ],
    samples: [
      'level=info msg="All replicas are failed, set engine salvageRequested to true" controller=longhorn-volume volume=pvc-e9b4',
      'level=warning msg="Cannot find the instance manager for the running instance pvc-e9b4c5e1-1c5d-r-f8e1b060, will mark the instance as state ERROR"',
    ],
    source: 'longhorn-manager controller/volume_controller.go, controller/instance_handler.go',
  },
  {
    id: 'rook-mons',
    matches:
      /op-mon: (?:mon \\?"(\w{1,20})\\?" not found in quorum|failed to check mon health\. (.{1,200}))|ceph-cluster-controller: failed to get ceph status\. (.{1,200})/,
    kind: 'state',
    confidence: 'possible',
    says: ({ groups: [, mon = ''] }) =>
      mon === ''
        ? 'The monitors of Ceph do not answer Rook: fewer than half of them reach each other, and no volume of that cluster can be read or written meanwhile.'
        : `Monitor ${mon} of Ceph is out of the quorum; after ten minutes Rook makes another in its place.`,
    next: [
      '`kubectl -n rook-ceph get pods -l app=rook-ceph-mon -o wide`: do they run, on which nodes, and what do they log? TCP 3300 and 6789 between those nodes, and their clocks',
      'the disk of /var/lib/rook on those nodes: a monitor ends where it is nearly full',
    ],
    samples: [
      'op-mon: mon "c" not found in quorum, waiting for timeout (599 seconds left) before failover',
      'op-mon: failed to check mon health. failed to get mon quorum status: mon quorum status failed: timed out',
      'ceph-cluster-controller: failed to get ceph status. failed to get status. . timed out: exit status 1',
    ],
    source: 'rook pkg/operator/ceph/cluster/mon/health.go, pkg/operator/ceph/cluster/monitoring.go',
  },
  {
    id: 'rook-health',
    matches: /found but skipping reconcile since ceph health is &\{"?(?:Health:)?"?(HEALTH_(?:ERR|WARN))/,
    kind: 'state',
    says: ({ text, groups: [, health = ''] }) => {
      const worst = [...text.slice(0, 4000).matchAll(/"?(\w{4,40})"?:\{"?(?:Severity:)?"?HEALTH_ERR"?/g)].map(
        ([, name]) => name,
      );
      return `Ceph says ${health}${worst.length === 0 ? '' : ` (${worst.slice(0, 4).join(', ')})`}, so Rook changes nothing: pools and object stores that it is to make wait.`;
    },
    next: [
      '`kubectl -n rook-ceph exec deploy/rook-ceph-tools -- ceph health detail`; osds that are down: their pods and disks',
    ],
    samples: [
      'ceph-spec: ceph-block-pool-controller: CephCluster "rook-ceph" found but skipping reconcile since ceph health is &{"HEALTH_ERR" map["PG_DAMAGED":{"HEALTH_ERR" "Possible data damage: 10 pgs recovery_unfound"}]}',
    ],
    source: 'rook pkg/operator/ceph/controller/predicate.go, spec.go (IsReadyToReconcile)',
  },
  {
    id: 'vault-agent-login',
    matches: /(?:^|auth\.handler: )error authenticating:/,
    needs: { text: /auth\.handler: |auth\/kubernetes\/login/ },
    kind: 'state',
    says: ({ text }) =>
      `The Vault agent of a pod cannot log in, so its secrets are not written and the pod waits for it${/permission denied|Code: 403/.test(text) ? ': Vault refuses it (403)' : ''}.`,
    next: [
      '403: `vault read auth/kubernetes/role/ROLE`: do bound_service_account_names and _namespaces name that pod? `vault read auth/kubernetes/config`: does Vault reach that apiserver, and may its reviewer token (system:auth-delegator) still ask it? The log of Vault says which',
      'no answer: the address in vault.hashicorp.com/service or of the injector, from a pod of that namespace',
    ],
    samples: [
      '[ERROR] auth.handler: error authenticating:',
      '[ERROR] agent.auth.handler: error authenticating: error="Code: 403. Errors: * permission denied"',
    ],
    source: 'hashicorp/vault command/agentproxyshared/auth/auth.go; vault-plugin-auth-kubernetes',
  },
];
