import type { Message } from '../error-text/message.ts';

/** Settings without which an apiserver does not start. */
export const apiserverStartMessages: readonly Message[] = [
  {
    id: 'admission-plugin-broken',
    matches: /failed to initialize admission: couldn't init admission plugin \\{0,3}"(\w{1,80})\\{0,3}": (.{1,200})/,
    kind: 'cause',
    part: 'kube-apiserver',
    says: 'The apiserver ends because its admission plug-in $1 cannot be set up: $2',
    next: [
      'the file of --admission-control-config-file and what it names for $1; or take $1 out of --enable-admission-plugins',
    ],
    where: ['/etc/kubernetes/manifests/kube-apiserver.yaml'],
    samples: [
      'Error: failed to initialize admission: couldn\'t init admission plugin "ImagePolicyWebhook": no config specified',
    ],
    source: 'apiserver pkg/admission/plugins.go',
  },
  {
    id: 'etcd-servers-missing',
    matches: /--etcd-servers must be specified/,
    kind: 'cause',
    name: 'manifest-etcd-url',
    part: 'kube-apiserver',
    says: 'The apiserver is not told where etcd is: --etcd-servers is missing.',
    next: ['--etcd-servers=https://127.0.0.1:2379 where etcd runs beside it, else the addresses of its members'],
    where: ['/etc/kubernetes/manifests/kube-apiserver.yaml'],
    samples: ['Error: --etcd-servers must be specified'],
    source: 'apiserver pkg/server/options/etcd.go',
  },
];
