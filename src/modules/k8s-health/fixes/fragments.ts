import type { Maker } from './maker.ts';

/** A piece of configuration to merge by hand. */
export const fragment =
  (id: string, title: string, effect: string, apply: string): Maker =>
  () => [{ id, title, shell: 'config', applicability: 'review', effect, apply }];

export const anonymousHealthOnly = `# /etc/kubernetes/authentication.yaml; mount it into the apiserver pod and replace --anonymous-auth=false
# by --authentication-config=/etc/kubernetes/authentication.yaml (Kubernetes 1.32 and later).
apiVersion: apiserver.config.k8s.io/v1beta1
kind: AuthenticationConfiguration
anonymous:
  enabled: true
  conditions:
  - path: /livez
  - path: /readyz
  - path: /healthz
`;

export const kubeletClosed = `# /var/lib/kubelet/config.yaml; then: systemctl restart kubelet
authentication:
  anonymous:
    enabled: false
  webhook:
    enabled: true
authorization:
  mode: Webhook
`;
