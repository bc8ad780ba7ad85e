import type { Message } from '../message.ts';

/** Images of containers, and why they are not pulled. */
export const imageMessages: readonly Message[] = [
  {
    id: 'image-pause',
    matches:
      /failed to \\?"StartContainer\\?" for \\?"POD\\?" with (?:ImagePullBackOff|ErrImagePull): .{0,60}?(?:pulling image \\{0,3}"|failed for |pull )([\w./:@-]{3,300})/,
    kind: 'cause',
    part: 'runtime',
    says: 'The image of the sandbox (pause) that every pod needs cannot be pulled on that node: $1. No pod starts there.',
    next: [
      'on that node: pull it by hand, and see why not (a registry that is not reachable or wants a login, a certificate that is not there)',
      'or name another in the settings: sandbox_image of containerd, pause_image of CRI-O, --pod-infra-container-image of old kubelets',
    ],
    samples: [
      'Error syncing pod, skipping: failed to "StartContainer" for "POD" with ImagePullBackOff: "Back-off pulling image \\"registry.example.org/pod-infrastructure:latest\\""',
      'failed to "StartContainer" for "POD" with ErrImagePull: "image pull failed for registry.example.org/pause:1, this may be because there are no credentials on this request."',
    ],
    not: ['failed to "StartContainer" for "web" with ImagePullBackOff: "Back-off pulling image \\"web:2\\""'],
    source: 'kubernetes 1.5 pkg/kubelet/dockertools/docker_manager.go',
  },
  {
    id: 'image-rate-limit',
    matches: /toomanyrequests|pull rate limit|(?:pull|registry|image|manifests?|\/v2\/).{0,400}429 Too Many Requests/i,
    kind: 'cause',
    says: 'The registry refuses more pulls from this address for now (its pull rate limit): log in to it (imagePullSecrets), or pull through a mirror.',
    next: [
      'a Secret of type docker-registry named in imagePullSecrets, or a mirror in the configuration of the runtime',
    ],
    samples: [
      'Failed to pull image "a:1": unexpected status code: 429 Too Many Requests - toomanyrequests: You have reached your pull rate limit',
      'failed to copy: httpReadSeeker: failed open: unexpected status code https://registry.example/v2/shop/manifests/1: 429 Too Many Requests',
    ],
    not: ['POST https://192.0.2.1/api/v1/namespaces/shop/pods/web-1/eviction 429 Too Many Requests in 43 milliseconds'],
    source: 'Docker Hub, containerd remotes/docker',
  },
  {
    id: 'image-platform',
    matches:
      /no match(?:ing manifest)? for (?:platform in manifest|\S{1,40} in the manifest list)|no matching manifest for/,
    kind: 'cause',
    says: 'The image does not exist for the architecture of that node.',
    next: [
      '`uname -m` there against the platforms of the image; build it for both, or keep the pod off with a nodeSelector kubernetes.io/arch',
    ],
    samples: [
      'Failed to pull image "a:1": no match for platform in manifest: not found',
      'no matching manifest for linux/arm64/v8 in the manifest list entries',
    ],
    source: 'containerd, moby',
  },
  {
    id: 'image-pull-network-cut',
    matches:
      /[Pp]ull(?:ing)? image \\?"([^\s"\\]{1,200})\\?": .{0,400}?(unexpected media type \\?"?text\/html|unexpected commit digest|failed size validation|unexpected EOF|short read)/,
    kind: 'cause',
    says: 'The image $1 does not arrive whole ($2): a proxy, a mirror or a login page answers in place of the registry, or the network cuts it off.',
    next: [
      'on that node: `crictl pull $1`; `curl -sI https://` with the name of the registry shows who answers; proxy settings and mirrors of the runtime',
    ],
    samples: [
      'Failed to pull image "web:2": rpc error: code = Unknown desc = failed to pull and unpack image "docker.io/web:2": unexpected media type text/html for sha256:1: not found',
      'Failed to pull image "web:2": rpc error: code = FailedPrecondition desc = failed commit on ref "layer-sha256:1": unexpected commit digest sha256:2, expected sha256:1: failed precondition',
    ],
    source: 'containerd core/remotes/docker, core/content',
  },
  {
    id: 'image-pull-limited',
    matches: /pull QPS exceeded/,
    kind: 'retried',
    confidence: 'possible',
    says: 'The kubelet limits its own pulls (registryPullQPS, registryBurst): many pods of that node want images at once; it tries again.',
    samples: ['Failed to pull image "web:2": pull QPS exceeded'],
    source: 'kubernetes pkg/kubelet/images/helpers.go',
  },
  {
    id: 'image-signature',
    matches: /SignatureValidationFailed|[Aa] signature was required, but no signature exists|Source image rejected: /,
    kind: 'cause',
    says: 'The signature policy of the node refuses the image: it is not signed, or by another key.',
    next: [
      'sign the image, or correct the policy on that node: /etc/containers/policy.json, /etc/containers/registries.d',
    ],
    samples: ['SignatureValidationFailed: A signature was required, but no signature exists'],
    source: 'containers/image signature/policy_eval.go',
  },
  {
    id: 'image-pull-network',
    matches:
      /(?:[Ff]ailed to pull image|failed to (?:do request|resolve reference|pull and unpack)|pulling image).{0,500}(?:i\/o timeout|no such host|connection refused|no route to host|TLS handshake timeout|deadline exceeded|connection reset by peer|server misbehaving|remote error: tls|\bEOF\b)/,
    kind: 'cause',
    says: 'The registry is not reached from that node: DNS, firewall, proxy or the registry itself (the image may be right).',
    next: [
      'on that node: does the host of the registry resolve and answer on its port? `crictl pull` with the image shows it again; proxies belong into the unit of the runtime',
    ],
    samples: [
      'Failed to pull image "registry.example/a:1": failed to resolve reference "registry.example/a:1": failed to do request: Head "https://registry.example/v2/a/manifests/1": dial tcp 192.0.2.1:443: i/o timeout',
    ],
    source: 'containerd remotes/docker',
  },
  {
    id: 'image-not-found',
    matches:
      /manifest for (\S{1,200}) not found|(?:[Ff]ailed to pull image|ErrImagePull).{0,500}(?:manifest unknown|: not found\b)/,
    kind: 'cause',
    says: ({ text }) => {
      const image = /manifest for (\S{1,200}) not found|pull(?:ing)? image \\?"([^\s"\\]{1,200})/.exec(text);
      const name = image?.[1] ?? image?.[2];
      return `The registry does not have ${name === undefined ? 'that image or tag' : `image ${name}`}: it was never pushed, was deleted, or is spelled otherwise.`;
    },
    next: ['which tags the registry has; correct `image:` of the workload'],
    samples: [
      'ErrImagePull: rpc error: code = Unknown desc = Error response from daemon: manifest for shop/api:9 not found: manifest unknown: manifest unknown',
      'Failed to pull image "registry.example/shop:9": rpc error: code = NotFound desc = failed to pull and unpack image "registry.example/shop:9": not found',
    ],
    source: 'containerd remotes/docker/resolver.go, moby distribution',
  },
  {
    id: 'image-pull',
    matches:
      /(?:Failed to pull image|Back-off pulling image) \\?"?([^\s"\\]{0,199}[^\s"\\:])|ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull|manifest unknown|manifest for \S{1,200} not found/,
    kind: 'cause',
    says: ({ text, groups: [, image = ''] }) =>
      /context canceled/.test(text)
        ? `The pull of image ${image} was broken off: the kubelet or the runtime was restarted, or it took too long.`
        : `An image cannot be pulled${image === '' ? '' : `: ${image}`}. Its name or tag is wrong, the registry is not reachable or wants credentials.`,
    next: ['on that node: `crictl pull $1` says why'],
    yieldsTo:
      /^(?:registry-unauthorized|image-(?:rate-limit|platform|not-found|signature|pull-(?:network|network-cut|limited)))$/,
    samples: [
      'Failed to pull image "registry.example/shop:9": rpc error: code = Unknown desc = something new',
      'container web waits: ImagePullBackOff: Back-off pulling image "web:9"',
    ],
    source: 'kubernetes pkg/kubelet/images',
  },
];
