import type { Met } from '../../../kubernetes/messages/message.ts';
import type { Message } from '../error-text/message.ts';

const folder = '/etc/kubernetes/manifests';
const apiserver = `${folder}/kube-apiserver.yaml`;
const flagsFile = '/var/lib/kubelet/kubeadm-flags.env';
/** Flags by the program that has or had them, for lines that do not say whose they are. */
const owners: readonly (readonly [string, RegExp])[] = [
  [
    'kube-apiserver',
    /^--(?:insecure-(?:port|bind-address)|etcd-|service-account-issuer|basic-auth-file|admission-control|enable-admission|runtime-config|kubelet-(?:https|client)|apiserver-count|advertise|token-auth-file|authorization-mode|enable-swagger-ui|storage-)/,
  ],
  [
    'kube-controller-manager',
    /^--(?:root-ca-file|cluster-signing|pod-eviction-timeout|horizontal-pod|allocate-node-cidrs|node-monitor|service-account-private|experimental-cluster-signing|deployment-controller|enable-taint-manager)/,
  ],
  ['kube-scheduler', /^--(?:algorithm-provider|policy-config|scheduler-name|lock-object)/],
  [
    'kubelet',
    /^--(?:network-plugin|cni-|container-runtime|pod-infra|allow-privileged|require-kubeconfig|api-servers|cadvisor|docker|image-pull-progress|hostname-override|node-labels|cgroup-driver|resolv-conf|pod-manifest-path|keep-terminated|non-masquerade|register-)/,
  ],
  ['etcd', /^--(?:enable-v2|initial-|listen-(?:client|peer)|quota-|snapshot-count|experimental-)/],
  ['kube-proxy', /^--(?:masquerade-all|proxy-mode|ipvs-|conntrack-)/],
];
/** The program that does not know a flag. */
function owner({ text, component = '', groups }: Met): string | undefined {
  const told = /Usage of ([\w-]{4,40})|failed to parse (kubelet) flag/.exec(text);
  const spoken = /^(?:kube|etcd)/.exec(component)?.input;
  return told?.[1] ?? told?.[2] ?? spoken ?? owners.find(([, pattern]) => pattern.test(groups[1] ?? ''))?.[0];
}
/** Where a component of the control plane gets its flags. */
function flagAdvice(met: Met): string[] {
  const program = owner(met);
  const { distribution } = met.setting;
  if (program === 'kubelet')
    return [
      distribution === 'k3s' || distribution === 'rke2'
        ? `take it out of kubelet-arg in the configuration of ${distribution} and restart that service`
        : distribution === 'microk8s'
          ? 'take it out of /var/snap/microk8s/current/args/kubelet, then `snap restart microk8s`'
          : 'take it out of where its unit gets its flags (`systemctl cat kubelet` names the files), then restart the kubelet',
    ];
  if (distribution === 'k3s' || distribution === 'rke2')
    return [
      `take it out of the ...-arg settings in /etc/rancher/${distribution}/config.yaml, then restart ${distribution}`,
    ];
  if (distribution === 'microk8s')
    return ['take it out of the file of that program in /var/snap/microk8s/current/args, then `snap restart microk8s`'];
  return [
    `take it out of the manifest of ${program ?? 'that component'} (kubeadm: the directory /etc/kubernetes/manifests; the kubelet starts the pod again by itself); keep the copy outside that directory`,
  ];
}

/** Flags and files a static pod is started with. */
export const flagMessages: readonly Message[] = [
  {
    id: 'unknown-flag',
    matches:
      /(?:failed to parse kubelet flag: )?(?:unknown flag|unknown shorthand flag|flag provided but not defined):? ?(\S{0,60})|failed to parse kubelet flag/,
    kind: 'cause',
    apart: true,
    part: 'kube-apiserver',
    says: (met) => {
      const flag = (met.groups[1] ?? '').replace(/[^\w-]+$/, '');
      const program = owner(met);
      return `${program === undefined ? 'A program' : program === 'kubelet' ? 'The kubelet' : `${program} (static pod or unit)`} does not know a flag it was started with: ${flag}. A typo, or removed in this version; it ends at once, again and again.`;
    },
    next: flagAdvice,
    where: [folder, flagsFile, '/etc/default/kubelet'],
    samples: [
      'Error: unknown flag: --cloud-provider',
      'failed to parse kubelet flag: unknown flag: --network-plugin',
      'flag provided but not defined: -enable-foo',
    ],
    source: 'spf13/pflag, Go flag, kubernetes cmd/kubelet/app',
  },
  {
    id: 'apiserver-flag-required',
    matches: /(service-account-(?:issuer|signing-key-file)) is a required flag/,
    kind: 'cause',
    part: 'kube-apiserver',
    says: 'The apiserver ends because --$1 is missing, which it needs since 1.20.',
    next: ['add --$1 to its flags, with the value its documentation of this version names'],
    where: [apiserver],
    samples: [
      'Error: service-account-issuer is a required flag, --service-account-signing-key-file and --service-account-issuer are required flags',
    ],
    source: 'kubernetes pkg/kubeapiserver/options/authentication.go',
  },
  {
    id: 'apiserver-authentication-config',
    matches: /invalid (authentication|authorization) config: (?!.{0,300}(?:no such file|x509: ))(.{1,300})/,
    kind: 'cause',
    part: 'kube-apiserver',
    says: ({ groups: [, what = '', reason = ''] }) =>
      /line \d+, column \d+|\.csv/.test(reason)
        ? `The apiserver does not start: a CSV file of its ${what} (--token-auth-file, older --basic-auth-file) is malformed: ${reason}`
        : `The apiserver does not start: what its flags of ${what} name is not valid: ${reason}`,
    next: ({ groups: [, , reason = ''] }) => [
      /line \d+, column \d+|\.csv/.test(reason)
        ? 'mend that line: token,user,uid and, in double quotes, "group1,group2"'
        : 'correct the flag or file that it names, in the manifest or unit of kube-apiserver',
    ],
    samples: [
      'invalid authentication config: line 1, column 82: extraneous " in field',
      'Error: invalid authentication config: issuer URL must use https scheme',
    ],
    source: 'kubernetes pkg/kubeapiserver/authenticator/config.go; Go encoding/csv',
  },
  {
    id: 'apiserver-insecure-port',
    matches: /invalid port value \d{1,5}: only zero is allowed/,
    kind: 'cause',
    part: 'kube-apiserver',
    says: 'The apiserver ends because --insecure-port is set: since 1.20 only 0 is allowed, since 1.24 the flag is gone.',
    next: ['take --insecure-port out of the flags of the apiserver'],
    where: [apiserver],
    samples: ['Error: invalid port value 8080: only zero is allowed'],
    source: 'kubernetes pkg/kubeapiserver/options/serving_with_insecure.go',
  },
  {
    id: 'component-flag-invalid',
    matches:
      /invalid argument \\?"([^"\\]{0,120})\\?" for \\?"([^"\\]{1,80})\\?" flag: (.{1,200})|invalid value \\?"([^"\\]{0,120})\\?" for flag (-\S{1,60}): (.{1,200})/,
    kind: 'cause',
    part: 'kube-apiserver',
    says: 'A program was started with a wrong value of a flag: "$1$4" for $2$5 ($3$6).',
    next: flagAdvice,
    where: [folder, flagsFile],
    samples: ['Error: invalid argument "Foo=true" for "--feature-gates" flag: unrecognized feature gate: Foo'],
    source: 'spf13/pflag errors.go',
  },
  {
    id: 'static-pod-kind',
    matches: /couldn't parse as pod\((?:no kind|Object 'Kind' is missing)/,
    kind: 'cause',
    name: 'manifest-kind-invalid',
    part: 'kubelet',
    says: 'A static pod manifest has a wrong apiVersion or kind; the kubelet does not run it.',
    next: ['apiVersion: v1 and kind: Pod at the top of the file named'],
    where: [folder],
    samples: [
      `"Could not process manifest file" err="/etc/kubernetes/manifests/a.yaml: couldn't parse as pod(no kind \\"Pod\\" is registered for version \\"v2\\" in scheme), please check config file"`,
    ],
    source: 'kubernetes pkg/kubelet/config/file.go',
  },
  {
    id: 'static-pod-yaml',
    matches:
      /(?:C(?:ould no|an')t process manifest file(?!.{0,400}: no such file or directory)|couldn't parse as pod)(?:.{0,20}?(\/[^\s"\\]{1,200}?)\\{0,3}"?:)?/,
    kind: 'cause',
    name: 'manifest-yaml-invalid',
    part: 'kubelet',
    says: 'A static pod manifest ($1) cannot be parsed; the kubelet does not run it.',
    next: [
      'correct the line it names (indentation, colon, tab); keep copies outside the directory, every file in it is run',
    ],
    where: [folder],
    samples: [
      `"Could not process manifest file" err="/etc/kubernetes/manifests/kube-apiserver.yaml: couldn't parse as pod(yaml: line 4: could not find expected ':'), please check config file"`,
    ],
    source: 'kubernetes pkg/kubelet/config/file.go',
  },
  {
    id: 'admission-plugin-unknown',
    matches: /(enable|disable)-admission-plugins plugin \\?"(\w{1,60})\\?" is unknown/,
    kind: 'cause',
    part: 'kube-apiserver',
    says: 'The apiserver ends because --$1-admission-plugins names $2, which this version does not have (removed, or misspelled).',
    next: [
      'take $2 out of that flag in the manifest (PodSecurityPolicy is gone since 1.25, its place is taken by PodSecurity); the kubelet starts the pod anew by itself',
    ],
    where: ['/etc/kubernetes/manifests/kube-apiserver.yaml'],
    samples: ['"command failed" err="enable-admission-plugins plugin \\"PodSecurityPolicy\\" is unknown"'],
    source: 'kubernetes staging/src/k8s.io/apiserver/pkg/server/options/admission.go',
  },
  {
    id: 'component-file-missing',
    matches:
      /^(?!.{0,400}(?:failure loading \w{3,11} for |CA cert for probe |process manifest file)).*?(?:open|stat) (\/etc\/kubernetes\/\S{1,200}?|\/etc\/ssl\/etcd\/\S{1,200}?|\/var\/lib\/rancher\/\S{1,200}?|\/srv\/kubernetes\/\S{1,200}?|\/var\/lib\/minikube\/\S{1,200}?):? ?:? no such file or directory/,
    kind: 'cause',
    name: 'manifest-file-missing',
    part: 'kube-apiserver',
    says: 'A file is not there: $1. The flag that names it is wrong, it is not mounted into the container, or it was deleted.',
    next: ['`ls -l $1` on the host; where it is there, the pod lacks a volumeMount for it'],
    where: [folder, '/etc/kubernetes/pki'],
    samples: [
      'Error: open /etc/kubernetes/pki/sa.pub: no such file or directory',
      'stat /etc/kubernetes/scheduler.confX: no such file or directory',
    ],
    not: [
      'unable to load bootstrap kubeconfig: stat /etc/kubernetes/bootstrap-kubelet.conf: no such file or directory',
      "[failure loading certificate for CA: couldn't load the certificate file /etc/kubernetes/pki/ca.crt: open /etc/kubernetes/pki/ca.crt: no such file or directory]",
    ],
    source: 'errno ENOENT',
  },
  {
    id: 'kms-plugin',
    matches:
      /failed to (?:configure|probe|get version from|contact).{0,60}(?:kms|KMS).{0,200}|error while (?:encrypting|decrypting).{0,80}kms|kms-provider.{0,200}(?:failed|not)|\[-\]kms-provider/,
    kind: 'cause',
    part: 'kube-apiserver',
    says: 'The KMS plug-in of the apiserver does not answer: Secrets can be neither read nor written.',
    next: [
      'is the plug-in up on this node, and is the socket of its endpoint there? It must start before the apiserver',
    ],
    samples: [
      '[-]kms-providers failed: reason withheld',
      'failed to probe required KMS plugin "a": dial unix /run/kms.sock: connect: no such file or directory',
    ],
    source: 'apiserver pkg/server/options/encryptionconfig',
  },
  {
    id: 'encryption-config',
    matches:
      /error while parsing (?:encryption provider configuration )?file ?\\?"?(?:\/[^\s"\\:]{1,200})?\\?"?:? {0,2}(.{1,300})|(resources\[\d{1,3}\]\.providers\[\d{1,3}\].{1,300})/,
    kind: 'cause',
    part: 'kube-apiserver',
    says: ({ text, groups: [, said = '', path = ''] }) => {
      const file = /file ?\\?"?(\/[^\s"\\:]{1,200})/.exec(text)?.[1];
      return `The apiserver ends because its EncryptionConfiguration${file === undefined ? '' : ` (${file})`} is not valid: ${(said + path).replace(/^error while parsing file: {0,2}/, '')}`;
    },
    next: [
      'correct the field that it names; a key is 16, 24 or 32 random bytes in base64 (`head -c 32 /dev/urandom | base64`), and every key that data were written with has to stay in the list',
    ],
    where: [apiserver],
    samples: [
      'Error: error while parsing encryption provider configuration file"/etc/kubernetes/enc/enc.yaml": error while parsing file:  resources[0].providers[0].aescbc.keys[0].secret: Invalid value:  "REDACTED": secrets must be base64 encoded',
      'error while parsing file: resources[0].providers[0].aescbc.keys[0].secret: Invalid value: "REDACTED": secret is not of the expected length, got 16, expected one of [32]',
    ],
    source: 'apiserver pkg/server/options/encryptionconfig/config.go, pkg/apis/config/validation',
  },
  {
    id: 'encryption-decrypt',
    matches:
      /unable to transform key "?\S{1,200}|no matching (?:prefix|key was found for the provided) .{0,100}|identity transformer tried to read encrypted data|error decrypting data/,
    kind: 'cause',
    part: 'kube-apiserver',
    says: 'The apiserver cannot decrypt what is in etcd: the key in its EncryptionConfiguration is not the one the data were written with (another file on this node, a key removed too early, a restored snapshot).',
    next: [
      'compare the file of --encryption-provider-config on all control-plane nodes; bring the old key back as second key',
    ],
    where: [apiserver],
    samples: [
      'unable to transform key "/registry/secrets/a/b": invalid padding on input',
      'identity transformer tried to read encrypted data',
    ],
    source: 'apiserver pkg/storage/value',
  },
];
