/**
 * Flags by program: `--help` of kube-apiserver, kube-controller-manager and kube-scheduler 1.20.2 and of etcd 3.4
 * to 3.7, with those added since (kubernetes.io, command-line tools reference; etcd.io, configuration).
 */
const flags: Readonly<Record<string, string>> = {
  common: `
    add-dir-header allow-metric-labels allow-metric-labels-manifest alsologtostderr
    authentication-token-webhook-cache-ttl authorization-webhook-cache-authorized-ttl
    authorization-webhook-cache-unauthorized-ttl bind-address cert-dir client-ca-file contention-profiling
    disable-http2-serving disabled-metrics emulated-version emulation-forward-compatible
    experimental-logging-sanitization feature-gates help http2-max-streams-per-connection log-backtrace-at log-dir
    log-file log-file-max-size log-flush-frequency log-json-info-buffer-size log-json-split-stream
    log-text-info-buffer-size log-text-split-stream logging-format logtostderr min-compatibility-version one-output
    permit-address-sharing permit-port-sharing profiling requestheader-allowed-names requestheader-client-ca-file
    requestheader-extra-headers-prefix requestheader-group-headers requestheader-uid-headers
    requestheader-username-headers secure-port show-hidden-metrics-for-version skip-headers skip-log-headers
    stderrthreshold tls-cert-file tls-cipher-suites tls-curve-preferences tls-min-version tls-private-key-file
    tls-sni-cert-key v version vmodule`,
  'kube-apiserver': `
    admission-control admission-control-config-file advertise-address aggregator-reject-forwarding-redirects
    allow-privileged anonymous-auth api-audiences apiserver-count audit-log-batch-buffer-size
    audit-log-batch-max-size audit-log-batch-max-wait audit-log-batch-throttle-burst audit-log-batch-throttle-enable
    audit-log-batch-throttle-qps audit-log-compress audit-log-format audit-log-maxage audit-log-maxbackup
    audit-log-maxsize audit-log-mode audit-log-path audit-log-truncate-enabled audit-log-truncate-max-batch-size
    audit-log-truncate-max-event-size audit-log-version audit-policy-file audit-webhook-batch-buffer-size
    audit-webhook-batch-max-size audit-webhook-batch-max-wait audit-webhook-batch-throttle-burst
    audit-webhook-batch-throttle-enable audit-webhook-batch-throttle-qps audit-webhook-config-file
    audit-webhook-initial-backoff audit-webhook-mode audit-webhook-truncate-enabled
    audit-webhook-truncate-max-batch-size audit-webhook-truncate-max-event-size audit-webhook-version
    authentication-config authentication-token-webhook-config-file authentication-token-webhook-version
    authorization-config authorization-mode authorization-policy-file authorization-webhook-config-file
    authorization-webhook-version cloud-config cloud-provider cloud-provider-gce-l7lb-src-cidrs
    coordinated-leadership-lease-duration coordinated-leadership-renew-deadline coordinated-leadership-retry-period
    cors-allowed-origins debug-socket-path default-not-ready-toleration-seconds
    default-unreachable-toleration-seconds default-watch-cache-size delete-collection-workers
    disable-admission-plugins egress-selector-config-file enable-admission-plugins enable-aggregator-routing
    enable-bootstrap-token-auth enable-garbage-collector enable-priority-and-fairness encryption-provider-config
    encryption-provider-config-automatic-reload endpoint-reconciler-type etcd-cafile etcd-certfile
    etcd-compaction-interval etcd-count-metric-poll-period etcd-db-metric-poll-interval etcd-healthcheck-timeout
    etcd-keyfile etcd-prefix etcd-readycheck-timeout etcd-servers etcd-servers-overrides event-ttl external-hostname
    goaway-chance identity-lease-duration-seconds identity-lease-renew-interval-seconds
    kubelet-certificate-authority kubelet-client-certificate kubelet-client-key kubelet-preferred-address-types
    kubelet-timeout kubernetes-service-node-port lease-reuse-duration-seconds livez-grace-period
    master-service-namespace max-connection-bytes-per-sec max-mutating-requests-inflight max-requests-inflight
    min-request-timeout oidc-ca-file oidc-client-id oidc-groups-claim oidc-groups-prefix oidc-issuer-url
    oidc-required-claim oidc-signing-algs oidc-username-claim oidc-username-prefix peer-advertise-ip
    peer-advertise-port peer-ca-file proxy-client-cert-file proxy-client-key-file request-timeout runtime-config
    runtime-config-emulation-forward-compatible service-account-extend-token-expiration service-account-issuer
    service-account-jwks-uri service-account-key-file service-account-lookup service-account-max-token-expiration
    service-account-signing-endpoint service-account-signing-key-file service-cluster-ip-range
    service-node-port-range shutdown-delay-duration shutdown-send-retry-after
    shutdown-watch-termination-grace-period storage-backend storage-initialization-timeout storage-media-type
    strict-transport-security-directives token-auth-file tracing-config-file unauthenticated-http2-dos-mitigation
    watch-cache watch-cache-sizes`,
  'kube-controller-manager': `
    address allocate-node-cidrs attach-detach-reconcile-sync-period authentication-kubeconfig
    authentication-skip-lookup authentication-tolerate-lookup-failure authorization-always-allow-paths
    authorization-kubeconfig cidr-allocator-type cloud-config cloud-provider cluster-cidr cluster-name
    cluster-signing-cert-file cluster-signing-duration cluster-signing-key-file
    cluster-signing-kube-apiserver-client-cert-file cluster-signing-kube-apiserver-client-key-file
    cluster-signing-kubelet-client-cert-file cluster-signing-kubelet-client-key-file
    cluster-signing-kubelet-serving-cert-file cluster-signing-kubelet-serving-key-file
    cluster-signing-legacy-unknown-cert-file cluster-signing-legacy-unknown-key-file concurrent
    concurrent-cron-job-syncs concurrent-daemonset-syncs concurrent-deployment-syncs
    concurrent-device-taint-eviction-syncs concurrent-endpoint-syncs concurrent-ephemeralvolume-syncs
    concurrent-gc-syncs concurrent-horizontal-pod-autoscaler-syncs concurrent-job-syncs concurrent-namespace-syncs
    concurrent-rc-syncs concurrent-replicaset-syncs concurrent-resource-quota-syncs concurrent-resourceclaim-syncs
    concurrent-service-endpoint-syncs concurrent-service-syncs concurrent-serviceaccount-token-syncs
    concurrent-statefulset-syncs concurrent-storage-version-migrator-syncs concurrent-ttl-after-finished-syncs
    concurrent-validating-admission-policy-status-syncs configure-cloud-routes controller-shutdown-timeout
    controller-start-interval controllers deployment-controller-sync-period disable-attach-detach-reconcile-sync
    disable-force-detach-on-timeout enable-dynamic-provisioning enable-garbage-collector enable-hostpath-provisioner
    enable-leader-migration enable-taint-manager endpoint-updates-batch-period endpointslice-updates-batch-period
    external-cloud-volume-plugin flex-volume-plugin-dir horizontal-pod-autoscaler-cpu-initialization-period
    horizontal-pod-autoscaler-downscale-stabilization horizontal-pod-autoscaler-initial-readiness-delay
    horizontal-pod-autoscaler-sync-period horizontal-pod-autoscaler-tolerance kube-api-burst kube-api-content-type
    kube-api-qps kubeconfig large-cluster-size-threshold leader-elect leader-elect-lease-duration
    leader-elect-renew-deadline leader-elect-resource-lock leader-elect-resource-name
    leader-elect-resource-namespace leader-elect-retry-period leader-migration-config
    legacy-service-account-token-clean-up-period master max-endpoints-per-slice min-resync-period
    mirroring-concurrent-service-endpoint-syncs mirroring-endpointslice-updates-batch-period
    mirroring-max-endpoints-per-subset namespace-sync-period node-cidr-mask-size node-cidr-mask-size-ipv4
    node-cidr-mask-size-ipv6 node-eviction-rate node-monitor-grace-period node-monitor-period
    node-startup-grace-period pod-eviction-timeout port pv-recycler-increment-timeout-nfs
    pv-recycler-minimum-timeout-hostpath pv-recycler-minimum-timeout-nfs pv-recycler-pod-template-filepath-hostpath
    pv-recycler-pod-template-filepath-nfs pv-recycler-timeout-increment-hostpath pvclaimbinder-sync-period
    resource-quota-sync-period root-ca-file route-reconciliation-period secondary-node-eviction-rate
    service-account-private-key-file service-cluster-ip-range terminated-pod-gc-threshold unhealthy-zone-threshold
    use-service-account-credentials volume-host-allow-local-loopback volume-host-cidr-denylist`,
  'kube-scheduler': `
    address algorithm-provider authentication-kubeconfig authentication-skip-lookup
    authentication-tolerate-lookup-failure authorization-always-allow-paths authorization-kubeconfig config
    hard-pod-affinity-symmetric-weight kube-api-burst kube-api-content-type kube-api-qps kubeconfig leader-elect
    leader-elect-lease-duration leader-elect-renew-deadline leader-elect-resource-lock leader-elect-resource-name
    leader-elect-resource-namespace leader-elect-retry-period lock-object-name lock-object-namespace master
    pod-max-in-unschedulable-pods-duration policy-config-file policy-configmap policy-configmap-namespace port
    scheduler-name use-legacy-policy-config write-config-to`,
  etcd: `
    advertise-client-urls auth-token auth-token-ttl auto-compaction-mode auto-compaction-retention auto-tls
    backend-batch-interval backend-batch-limit backend-bbolt-freelist-type bcrypt-cost
    bootstrap-defrag-threshold-megabytes cert-file cipher-suites client-cert-allowed-hostname client-cert-auth
    client-cert-file client-crl-file client-key-file compact-hash-check-enabled compact-hash-check-time
    compaction-batch-limit compaction-sleep-interval config-file corrupt-check-time cors data-dir debug discovery
    discovery-cacert discovery-cert discovery-dial-timeout discovery-endpoints discovery-fallback
    discovery-insecure-skip-tls-verify discovery-insecure-transport discovery-keepalive-time
    discovery-keepalive-timeout discovery-key discovery-password discovery-proxy discovery-request-timeout
    discovery-srv discovery-srv-name discovery-token discovery-user distributed-tracing-address
    distributed-tracing-instance-id distributed-tracing-sampling-rate distributed-tracing-service-name
    downgrade-check-time election-timeout enable-distributed-tracing enable-grpc-gateway enable-log-rotation
    enable-pprof enable-v2 experimental-backend-bbolt-freelist-type
    experimental-bootstrap-defrag-threshold-megabytes experimental-compact-hash-check-enabled
    experimental-compact-hash-check-time experimental-compaction-batch-limit experimental-compaction-sleep-interval
    experimental-corrupt-check-time experimental-distributed-tracing-address
    experimental-distributed-tracing-instance-id experimental-distributed-tracing-sampling-rate
    experimental-distributed-tracing-service-name experimental-downgrade-check-time
    experimental-enable-distributed-tracing experimental-enable-lease-checkpoint
    experimental-enable-lease-checkpoint-persist experimental-enable-v2v3 experimental-initial-corrupt-check
    experimental-max-learners experimental-memory-mlock experimental-peer-skip-client-san-verification
    experimental-set-member-localaddr experimental-snapshot-catchup-entries experimental-stop-grpc-service-on-defrag
    experimental-txn-mode-write-with-shared-buffer experimental-wait-cluster-ready-timeout
    experimental-warning-apply-duration experimental-warning-unary-request-duration
    experimental-watch-progress-notify-interval feature-gates force-new-cluster grpc-keepalive-interval
    grpc-keepalive-min-time grpc-keepalive-timeout heartbeat-interval help host-whitelist
    initial-advertise-peer-urls initial-cluster initial-cluster-state initial-cluster-token
    initial-election-tick-advance key-file listen-client-http-urls listen-client-urls listen-metrics-urls
    listen-peer-urls log-format log-level log-outputs log-package-levels log-rotation-config-json logger
    max-concurrent-streams max-learners max-request-bytes max-snapshots max-txn-ops max-wals memory-mlock metrics
    name peer-auto-tls peer-cert-allowed-cn peer-cert-allowed-hostname peer-cert-file peer-client-cert-auth
    peer-client-cert-file peer-client-key-file peer-crl-file peer-key-file peer-skip-client-san-verification
    peer-trusted-ca-file pre-vote proxy proxy-dial-timeout proxy-failure-wait proxy-read-timeout
    proxy-refresh-interval proxy-write-timeout quota-backend-bytes raft-read-timeout raft-write-timeout
    self-signed-cert-validity snapshot-catchup-entries snapshot-count socket-reuse-address socket-reuse-port
    strict-reconfig-check tls-max-version tls-min-version trusted-ca-file unsafe-no-fsync v2-deprecation version
    wal-dir warning-apply-duration warning-unary-request-duration watch-progress-notify-interval`,
};

/** All flags of a program; empty for a program that is not known. */
export function knownFlags(program: string): ReadonlySet<string> {
  const own = flags[program];
  if (own === undefined || program === 'common') return new Set();
  const common = program === 'etcd' ? '' : (flags['common'] ?? '');
  return new Set(`${own} ${common}`.split(/\s+/).filter((name) => name !== ''));
}

/** klog's flags, which went in 1.26 (KEP-2845). */
const klogFlags: Readonly<Record<string, number>> = {
  'log-dir': 26,
  'log-file': 26,
  'log-file-max-size': 26,
  logtostderr: 26,
  alsologtostderr: 26,
  stderrthreshold: 26,
  'add-dir-header': 26,
  'one-output': 26,
  'skip-headers': 26,
  'skip-log-headers': 26,
  'log-backtrace-at': 26,
};

/** Flags that are gone, by the first minor version without them (CHANGELOG-1.2x of kubernetes/kubernetes). */
export const removedFlags: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'kube-apiserver': {
    'insecure-port': 24,
    port: 24,
    'insecure-bind-address': 24,
    address: 24,
    'kubelet-https': 22,
    'enable-swagger-ui': 24,
    'experimental-encryption-provider-config': 27,
    'target-ram-mb': 29,
    'service-account-api-audiences': 24,
    'cloud-provider': 33,
    'cloud-config': 33,
    'master-service-namespace': 27,
    ...klogFlags,
    'audit-dynamic-configuration': 20,
    'cloud-provider-gce-lb-src-cidrs': 33,
    'cloud-provider-gce-l7lb-src-cidrs': 33,
  },
  'kube-controller-manager': {
    port: 24,
    address: 24,
    'experimental-cluster-signing-duration': 25,
    'deleting-pods-qps': 24,
    'deleting-pods-burst': 24,
    'register-retry-count': 24,
    'pod-eviction-timeout': 27,
    'enable-taint-manager': 27,
    'horizontal-pod-autoscaler-use-rest-clients': 24,
    ...klogFlags,
  },
  'kube-scheduler': {
    port: 24,
    address: 24,
    'algorithm-provider': 23,
    'policy-config-file': 23,
    'policy-configmap': 23,
    'policy-configmap-namespace': 23,
    'use-legacy-policy-config': 23,
    'hard-pod-affinity-symmetric-weight': 23,
    'scheduler-name': 23,
    'lock-object-name': 24,
    'lock-object-namespace': 24,
    ...klogFlags,
  },
};
