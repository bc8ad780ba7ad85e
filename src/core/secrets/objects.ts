import type { SecretShape } from './shape.ts';

/** Secrets of Kubernetes: the objects of that kind, the tokens of its distributions, and what its tools take. */
export const objectShapes: readonly SecretShape[] = [
  {
    // data and stringData of a Secret, whatever its keys are called; kubectl writes data before kind
    id: 'secret-object-json',
    pattern:
      /("kind"\s{0,3}:\s{0,3}"Secret"(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,1000}\}){0,1000}\}){0,1500}?"(?:data|stringData)"\s{0,3}:\s{0,3}\{\s{0,40}"[^"\r\n]{1,253}"\s{0,3}:\s{0,3})(?!"\[)[^{}]{1,60000}(?=\})|("(?:data|stringData)"\s{0,3}:\s{0,3}\{\s{0,40}"[^"\r\n]{1,253}"\s{0,3}:\s{0,3})(?!"\[)[^{}]{1,60000}(?=\}\s{0,40},\s{0,40}"(?:immutable"\s{0,3}:\s{0,3}\w{4,5}\s{0,40},\s{0,40}")?kind"\s{0,3}:\s{0,3}"Secret")/g,
    replacement: '$1$2"[secret]"',
    only: /"Secret"/,
    samples: [
      ['{"kind":"Secret","stringData":{"mailer":"hunter22"}}', 'hunter22'],
      ['{"apiVersion":"v1","data":{"mailer":"aHVudGVyMjI=","x":"Ym9i"},"kind":"Secret"}', 'aHVudGVy'],
    ],
    not: ['{"kind":"ConfigMap","data":{"mailer":"smtp01"}}', '{"data":{"mailer":"smtp01"},"kind":"ConfigMap"}'],
    source: 'k8s.io/api core/v1 Secret',
  },
  {
    id: 'secret-object-yaml',
    pattern:
      /((?:^|\n)([ \t]{0,20})kind:[ \t]{1,4}Secret[ \t]{0,4}\r?\n(?:(?!---|\2kind:)\2[^\n]{0,2000}\n){0,200}?\2(?:data|stringData):[ \t]{0,4}\r?\n)(?:\2[ \t]{1,8}(?!\[secret\])[^\n]{1,30000}\n?){1,200}|((?:^|\n)([ \t]{0,20})(?:data|stringData):[ \t]{0,4}\r?\n\4[ \t]{1,8}[^\n:]{1,253}:)(?! \[secret\])[^\n]{0,30000}\n(?:\4[ \t]{1,8}[^\n]{1,30000}\n){0,200}(?=\4kind:[ \t]{1,4}Secret\b)/g,
    replacement: '$1$3 [secret]\n',
    only: /kind:[ \t]{1,4}Secret/,
    samples: [
      ['kind: Secret\nmetadata:\n  name: x\nstringData:\n  mailer: hunter22\n', 'hunter22'],
      ['apiVersion: v1\ndata:\n  mailer: aHVudGVyMjI=\nkind: Secret\n', 'aHVudGVy'],
    ],
    not: ['kind: ConfigMap\ndata:\n  mailer: smtp01\n', 'kind: SecretProviderClass\ndata:\n  a: smtp01\n'],
    source: 'k8s.io/api core/v1 Secret',
  },
  {
    // --from-literal=mailer=hunter22, --creds bob:hunter22, --src-creds=…, crictl pull --auth …
    id: 'kubernetes-option',
    pattern:
      /((?<!\S)--(?:from-literal[= ]["']?[\w.-]{1,253}=|(?:src-|dest-)?creds[= ]["']?[^\s:"']{1,100}:|auth[= ]["']?)|\bk3s\s{1,3}(?:agent|server)\b[^\r\n|;]{0,300}?\s-t\s{1,3}|\s-setcookie\s{1,3})(?!\[|\/|\$)[^\s"']{3,2000}/g,
    replacement: '$1[secret]',
    only: /--|-t|-setcookie/,
    samples: [
      ['kubectl create secret generic db --from-literal=mailer=hunter22', 'hunter22'],
      ['skopeo copy --src-creds bob:hunter22 a b', 'hunter22'],
      ['crictl pull --auth Ym9iOmh1bnRlcjIy x', 'Ym9iOmh1'],
      ['k3s agent --server https://x:6443 -t hunter22', 'hunter22'],
      ['beam.smp -setcookie HUNTERHUNTER', 'HUNTERHUNTER'],
    ],
    not: ['--auth-file /etc/x', '--authorization-mode=RBAC', 'k3s server --tls-san x'],
    source: 'kubectl create secret, crictl(1), skopeo-copy(1), k3s agent, erl(1)',
  },
  {
    // K10<hash>::server:<password> of k3s; token-x7k2p:… of Rancher; microk8s join host/token
    id: 'distribution-token',
    pattern:
      /(\bK10[0-9a-f]{64}::)[\w.:-]{3,200}|(\btoken-[a-z0-9]{5}:)[a-z0-9]{40,80}\b|(\bmicrok8s\s{1,3}join\s{1,3}[\w.:[\]-]{1,253}\/)(?!\[)[0-9a-f]{16,64}(?:\/[0-9a-f]{8,64})?/g,
    replacement: '$1$2$3[secret]',
    only: /K10|token-|microk8s/,
    samples: [
      [`K10${'fedcba98'.repeat(8)}::node:hunter22`, 'hunter22'],
      [`token-x7k2p:${'abcdefgh'.repeat(6)}`, 'abcdefgh'],
      ['microk8s join 10.0.0.1:25000/92b2db237428470dc4fcfc4ebbd9dc81/2c0cb3284b05', '92b2db23'],
    ],
    not: ['default-token-x7k2p', 'K10 screws', 'microk8s join --help'],
    source: 'k3s token page, Rancher API keys, microk8s add-node',
  },
  {
    // 31ada4fd-adec-460c-809a-9e56ceb75269,bob,1001,"system:masters" and hunter22,node:cp-1,node:cp-1,k3s:agent
    id: 'token-file',
    pattern:
      /(?<![\w.,:;/-])(?!\[)[\w.-]{8,200}(?=,(?:[\w.:@-]{1,100}),(?:[\w.:-]{1,100}),"?(?:system:|k3s:|rke2:)[\w:,-]{1,200})/g,
    replacement: '[secret]',
    only: /,"?(?:system|k3s|rke2):/,
    samples: [
      ['31ada4fd-adec-460c-809a-9e56ceb75269,bob,1001,"system:masters"', '31ada4fd'],
      ['hunter22hunter22,node:cp-1,node:cp-1,k3s:agent', 'hunter22'],
    ],
    not: ['groups: system:masters,system:authenticated'],
    source: 'kube-apiserver --token-auth-file; k3s server/cred/passwd',
  },
  {
    // authorization: {type: Bearer, credentials: x} of Prometheus
    id: 'authorization-credentials',
    pattern:
      /(\bauthorization:\s{1,40}(?:type:\s{1,4}\w{1,20}\s{1,40})?credentials:\s{1,4}["']?)(?!\[|\/)[^\s"']{3,2000}/g,
    replacement: '$1[secret]',
    only: /credentials:/,
    samples: [['authorization:\n  type: Bearer\n  credentials: hunter22', 'hunter22']],
    not: ['authorization:\n  credentials_file: /etc/x', 'authorization:\n  mode: Webhook'],
    source: 'Prometheus configuration, <http_config>',
  },
];
