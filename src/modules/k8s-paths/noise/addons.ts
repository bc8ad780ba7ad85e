import type { Message } from '../error-text/message.ts';

/** What add-ons say while nothing is wrong. */
export const addonNoise: readonly Message[] = [
  {
    id: 'noise-coredns',
    matches:
      /No files matching import glob pattern: |^(?:[\w.-]{1,100})?\.:\d{2,5}(?: on \S{1,60})?$|^CoreDNS-\d+\.\d+\.\d+$|^linux\/\w{3,10}, go1\.[\d.]{1,8},(?: \w{0,40})?$|\[INFO\] plugin\/reload: Running configuration (?:MD5|SHA512) = |\[INFO\] (?:SIGTERM: Shutting down servers|plugin\/health: Going into lameduck mode)/,
    kind: 'harmless',
    says: 'Harmless: what CoreDNS says while it starts, reloads or is stopped; of imports that name no file too.',
    samples: [
      '[WARNING] No files matching import glob pattern: /etc/coredns/custom/*.override',
      '.:53',
      'CoreDNS-1.10.1',
      'linux/amd64, go1.20, 055b2c3',
      '[INFO] plugin/reload: Running configuration SHA512 = 591cf328cccc12bc',
    ],
    source: 'coredns core/dnsserver, coremain/run.go, plugin/reload; caddy caddyfile import',
  },
  {
    id: 'noise-kubelet-figures',
    matches:
      /^allocatable: map\[|metrics are not supported for MetricsNil Volumes|Failed to create summary reader for "\/.{1,300}: none of the resources are being tracked/,
    kind: 'harmless',
    says: 'Harmless: figures of a kubelet, or volumes that have none.',
    samples: [
      'allocatable: map[pods:{{110 0} {<nil>} 110 DecimalSI} cpu:{{8 0} {<nil>} 8 DecimalSI}]',
      'Failed to calculate volume metrics for pod a(b) volume kubeconfig: metrics are not supported for MetricsNil Volumes',
      'Failed to create summary reader for "/system.slice/tuned.service": none of the resources are being tracked.',
    ],
    source: 'kubernetes pkg/kubelet/kubelet_resources.go, pkg/kubelet/server/stats, pkg/volume/metrics_nil.go',
  },
  {
    id: 'noise-kube-proxy-start',
    matches:
      /couldn't get iptables-restore version; assuming it doesn't support --wait|Could not connect to D-Bus system bus: dial unix |IPVS scheduler not specified, use rr by default|Flag proxy-mode="" unknown, assuming iptables proxy/,
    kind: 'harmless',
    says: 'Harmless: kube-proxy starts, and takes defaults where it was told nothing.',
    samples: [
      'IPVS scheduler not specified, use rr by default',
      'Could not connect to D-Bus system bus: dial unix /var/run/dbus/system_bus_socket: connect: no such file or directory',
      "couldn't get iptables-restore version; assuming it doesn't support --wait",
    ],
    source: 'kubernetes pkg/util/iptables/iptables.go, pkg/proxy/ipvs/proxier.go, cmd/kube-proxy/app',
  },
  {
    id: 'noise-cert-manager',
    matches:
      /re-queuing item due to optimistic locking on resource|found one existing HTTP01 solver (?:pod|Service|ingress)|Certificate must be re-issued.{0,80}(?:DoesNotExist|Secret does not exist)/,
    kind: 'harmless',
    says: 'Harmless: how cert-manager works through an order.',
    samples: [
      'cert-manager/controller/certificates-key-manager "msg"="re-queuing item due to optimistic locking on resource" "error"="Operation cannot be fulfilled on certificates.cert-manager.io \\"web\\": the object has been modified"',
      'challenges/http01/selfCheck/http01/ensurePod "msg"="found one existing HTTP01 solver pod" "dnsName"="web.example.org"',
      '"msg"="Certificate must be re-issued" "key"="shop/web" "message"="Issuing certificate as Secret does not exist" "reason"="DoesNotExist"',
    ],
    source: 'cert-manager pkg/controller/controller.go, pkg/issuer/acme/http, pkg/controller/certificates/trigger',
  },
  {
    id: 'noise-cilium-chains',
    matches: /Unable to (?:flush|delete) Cilium iptables chain|Skipping unsupported runtime layer/,
    kind: 'harmless',
    says: 'Harmless: an agent of Cilium that starts clears rules of before which are not there, or its proxy leaves a setting out.',
    samples: [
      '"Unable to flush Cilium iptables chain" error="exit status 1" obj="[-w 5 -t filter -F CILIUM_TRANSIENT_FORWARD]" subsys=iptables',
    ],
    source: 'cilium pkg/datapath/iptables; envoy source/common/runtime/runtime_impl.cc',
  },
];
