import type { Message } from './message.ts';

const pull =
  '^(?:Failed|ErrImagePull|ImagePullBackOff|BackOff|ErrImageNeverPull|InvalidImageName|FailedToRetrieveImagePullSecret|InspectFailed|ImageInspectError|RegistryUnavailable|Back-off)';
/** The image's name and what went wrong with it, in one record of the kubelet. */
const row = (because: string, unless = '$^'): RegExp =>
  new RegExp(`${pull}: (?=.{0,2000}(?:${because}))(?!.{0,2000}(?:${unless})).{0,200}?\\bimage:? "([^"]{1,500})"`, 'i');

/** Why an image is not pulled: waiting reasons and `Failed` events of the kubelet. Quoted from containerd, CRI-O and dockershim. */
export const imageMessages: readonly Message[] = [
  {
    id: 'image-name-invalid',
    code: 'imageNameInvalid',
    arrow: 8,
    matches:
      /^(?:InvalidImageName|Failed|InspectFailed): .{0,200}?(?:parse image name "([^"]{1,500})"|InvalidImageName|invalid reference format)/,
    samples: [
      'InspectFailed: Failed to apply default image tag "Shop/API:1": couldn\'t parse image name "Shop/API:1": invalid reference format: repository name must be lowercase',
      'Failed: Error: InvalidImageName',
    ],
    source: 'kubernetes pkg/kubelet/images/image_manager.go',
  },
  {
    id: 'image-never-pull',
    code: 'imageNeverPull',
    arrow: 8,
    matches:
      /^(?:ErrImageNeverPull|Failed): .{0,60}?(?:image "([^"]{1,500})" is not present with pull policy of Never|ErrImageNeverPull)/,
    samples: ['ErrImageNeverPull: Container image "shop/api:dev" is not present with pull policy of Never'],
    source: 'kubernetes pkg/kubelet/images/image_manager.go',
  },
  {
    id: 'pull-secret-missing',
    code: 'imageUnauthorized',
    arrow: 8,
    matches: /^FailedToRetrieveImagePullSecret: Unable to retrieve some image pull secrets \(([^)]{1,253})\)/,
    subject: 'of the pull secret',
    samples: [
      'FailedToRetrieveImagePullSecret: Unable to retrieve some image pull secrets (hub); attempting to pull the image may not succeed.',
    ],
    source: 'kubernetes pkg/kubelet/kubelet_pods.go',
  },
  {
    id: 'image-rate-limited',
    code: 'imageRateLimited',
    arrow: 8,
    matches: row('toomanyrequests|429 Too Many Requests|pull rate limit'),
    samples: [
      'Failed: Failed to pull image "shop/api:1": rpc error: code = Unknown desc = failed to pull and unpack image "docker.io/shop/api:1": failed to copy: httpReadSeeker: failed open: unexpected status code: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.',
    ],
    source: 'containerd remotes/docker/fetcher.go; Docker Hub usage limits',
  },
  {
    id: 'image-unauthorized',
    code: 'imageUnauthorized',
    arrow: 8,
    matches: row(
      '401 Unauthorized|403 Forbidden|unauthorized:|authorization failed|no basic auth credentials|pull access denied|access forbidden|insufficient_scope|requested access to the resource is denied',
    ),
    samples: [
      'Failed: Failed to pull image "reg.example.org/api:1": rpc error: code = Unknown desc = failed to resolve reference "reg.example.org/api:1": failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized',
      'Failed: Failed to pull image "shop/api:1": rpc error: code = Unknown desc = Error response from daemon: pull access denied for shop/api, repository does not exist or may require \'docker login\': denied: requested access to the resource is denied',
    ],
    source: 'containerd remotes/docker/authorizer.go; moby distribution/errors.go',
  },
  {
    id: 'image-unreachable',
    code: 'imageUnreachable',
    arrow: 8,
    matches: row(
      'dial tcp|no such host|i/o timeout|network is unreachable|connection refused|TLS handshake timeout|Client\\.Timeout|context deadline exceeded|x509: |server gave HTTP response to HTTPS client',
    ),
    samples: [
      'Failed: Failed to pull image "reg.example.org/api:1": rpc error: code = Unknown desc = failed to do request: Head "https://reg.example.org/v2/api/manifests/1": dial tcp: lookup reg.example.org: no such host',
    ],
    source: 'Go net; containerd remotes/docker/resolver.go',
  },
  {
    id: 'image-registry-error',
    code: 'imageRegistryError',
    arrow: 8,
    matches: row('\\b50[0234] (?:Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time)'),
    samples: [
      'Failed: Failed to pull image "reg.example.org/api:1": rpc error: code = Unknown desc = failed to resolve reference "reg.example.org/api:1": unexpected status from HEAD request to https://reg.example.org/v2/api/manifests/1: 503 Service Unavailable',
    ],
    source: 'containerd remotes/docker/resolver.go',
  },
  {
    id: 'image-not-found',
    code: 'imageNotFound',
    arrow: 8,
    matches: row(
      'not found|manifest unknown|NotFound|does not exist',
      'no match for platform|unexpected media type|mount callback|no space left',
    ),
    samples: [
      'Failed: Failed to pull image "shop/api:9": rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/shop/api:9": failed to resolve reference "docker.io/shop/api:9": docker.io/shop/api:9: not found',
      'ImagePullBackOff: Back-off pulling image "shop/api:9": ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/shop/api:9": docker.io/shop/api:9: not found',
      'Failed: Failed to pull image "shop/api:9": rpc error: code = Unknown desc = Error response from daemon: manifest for shop/api:9 not found: manifest unknown: manifest unknown',
    ],
    not: [
      'Failed: Failed to pull image "shop/api:9": rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/shop/api:9": no match for platform in manifest: not found',
    ],
    source: 'containerd remotes/docker/resolver.go; moby distribution',
  },
  {
    id: 'image-pull-failing',
    code: 'imagePullFailing',
    arrow: 8,
    matches:
      /^(?:Failed: (?:Failed to pull image|Error: (?:ErrImagePull|ImagePullBackOff))|BackOff: Back-off pulling image|(?:ImagePullBackOff|ErrImagePull|ImageInspectError|RegistryUnavailable): ?)(?: "([^"]{1,500})")?/,
    samples: [
      'BackOff: Back-off pulling image "shop/api:9"',
      'Failed: Error: ImagePullBackOff',
      'ImagePullBackOff: Back-off pulling image "shop/api:9"',
    ],
    not: ['BackOff: Back-off restarting failed container api in pod api-1_shop(1)'],
    source: 'kubernetes pkg/kubelet/images/image_manager.go',
  },
];
