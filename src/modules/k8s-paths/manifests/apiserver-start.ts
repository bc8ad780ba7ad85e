import type { Message } from '../error-text/message.ts';

/** Settings without which an apiserver does not start, or lets nobody in. */
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
  {
    id: 'oidc-issuer',
    matches: /oidc authenticator: initializing plugin: (.{1,300})/,
    kind: 'cause',
    part: 'kube-apiserver',
    says: 'The apiserver cannot read the discovery document of --oidc-issuer-url, and so takes no token of that login service; all other ways in work. It says: $1',
    next: ({ groups: [, why = ''] }) => [
      /x509|certificate/.test(why)
        ? '--oidc-ca-file has to hold the CA of the issuer; it is a path inside the container, so the manifest has to mount it'
        : /did not match/.test(why)
          ? '--oidc-issuer-url has to be, to the last slash, the issuer of that document'
          : 'from the control-plane node: `curl -v` of that URL with /.well-known/openid-configuration: does the name resolve there (host network: no cluster DNS), does it answer with the document?',
    ],
    where: ['/etc/kubernetes/manifests/kube-apiserver.yaml'],
    samples: [
      'oidc authenticator: initializing plugin: 404 Not Found: ',
      'oidc authenticator: initializing plugin: Get "https://login.example.org/.well-known/openid-configuration": x509: certificate signed by unknown authority',
    ],
    source: 'apiserver plugin/pkg/authenticator/token/oidc/oidc.go; coreos/go-oidc NewProvider',
  },
];
