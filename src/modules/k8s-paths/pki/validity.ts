import type { Met } from '../../../kubernetes/messages/message.ts';
import type { Message } from '../error-text/message.ts';

const pki = '/etc/kubernetes/pki';
const admin = '/etc/kubernetes/admin.conf';
const home = '~/.kube/config';
/** Whether the one who complains is a server that was shown an expired certificate by a client. */
const byServer = ({ text }: Met): boolean =>
  /Unable to authenticate the request|failed to verify (?:client's )?certificate|remote error: tls: (?:expired certificate|bad certificate)|TLS handshake error from/.test(
    text,
  );
/** What renews the certificates of a distribution. */
function renewal({ setting }: Met): string[] {
  switch (setting.distribution) {
    case 'k3s':
    case 'rke2':
      return [
        `certificates of ${setting.distribution} are renewed when its service restarts within 90 days of their end (or by \`${setting.distribution} certificate rotate\` while it is stopped); then copy its kubeconfig anew`,
      ];
    case 'microk8s':
      return ['`microk8s refresh-certs --cert server.crt`; `microk8s inspect` shows the end dates'];
    case 'minikube':
      return ['`minikube start` renews its certificates'];
    case 'talos':
      return [
        'Talos renews server certificates by itself: check the clocks; a client gets a new kubeconfig by `talosctl kubeconfig`',
      ];
    default:
      return [
        'which one: `openssl s_client -connect` with the address shows the one a server serves, `openssl x509 -noout -subject -enddate -in` that of a file; on a kubeadm host `kubeadm certs check-expiration` lists its own (kubelet certificates are not among them)',
        'a certificate renewed in its file is served only after the static pod was restarted (manifest out of its directory and back), and copies of admin.conf must be made anew',
      ];
  }
}
const afterTime = (text: string): string => {
  const end = /is after (\d{4}-\d\d-\d\d)/.exec(text)?.[1];
  return end === undefined ? '' : ` on ${end}`;
};

/** Certificates past or before their time. */
export const validityMessages: readonly Message[] = [
  {
    id: 'cert-not-yet-valid',
    matches: /x509: certificate has expired or is not yet valid: current time (\S{1,40}) is before/,
    kind: 'cause',
    name: 'cert-not-yet-valid',
    part: 'kube-apiserver',
    says: 'A certificate is not valid yet: the clock here (it says $1) is behind, or the one that issued it was ahead. Do not renew; check the clocks.',
    next: ['on both hosts: `timedatectl`, `chronyc tracking`'],
    where: [pki],
    samples: [
      'x509: certificate has expired or is not yet valid: current time 2020-01-01T00:00:00Z is before 2026-01-01T00:00:00Z',
    ],
    source: 'Go crypto/x509 verify.go',
  },
  {
    id: 'client-cert-expired',
    matches:
      /(?:Unable to authenticate the request|TLS handshake error from|failed to verify (?:client's )?certificate).{0,300}(?:certificate has expired|expired certificate|certificate is expired)(?:.{0,80}is after (\S{1,40}))?/,
    kind: 'cause',
    part: 'kubelet',
    says: (met) =>
      `The apiserver (or another server) says that the certificate of a client has expired${met.groups[1] ? ` (on ${met.groups[1]})` : ''}: that of a kubelet, a controller or a copied kubeconfig, not one of its own.`,
    next: [
      'which client: the address in the lines beside it, or the component that cannot connect. Kubelet: `openssl x509 -noout -enddate -in /var/lib/kubelet/pki/kubelet-client-current.pem`; `kubeadm certs renew` does not touch it: the node gets new credentials by joining again',
      'copied kubeconfigs are copied anew from the renewed one; controller-manager and scheduler read theirs only when restarted',
    ],
    where: ['/var/lib/kubelet/pki/kubelet-client-current.pem', home],
    samples: [
      '"Unable to authenticate the request" err="[x509: certificate has expired or is not yet valid: current time 2021-06-03T07:29:14Z is after 2021-05-29T15:48:22Z',
      'Unable to authenticate the request due to an error: x509: certificate has expired or is not yet valid',
      'http: TLS handshake error from 192.0.2.7:4711: remote error: tls: expired certificate',
    ],
    source: 'kubernetes apiserver pkg/endpoints/filters/authentication.go, Go crypto/tls',
  },
  {
    id: 'cert-listed-invalid',
    matches: /<invalid>\s+\S*\s*(?:no|yes)?|residual time.{0,10}<invalid>/i,
    needs: { text: /CERTIFICATE|check-expiration|EXPIRES/ },
    kind: 'cause',
    name: 'cert-expired',
    part: 'kube-apiserver',
    says: 'kubeadm lists certificates whose remaining time is <invalid>: they have expired.',
    next: [
      '`kubeadm certs renew all`, then restart the static pods (each manifest out of its directory and back), and copy admin.conf anew. Kubelet certificates are not renewed by it',
    ],
    where: [pki, admin],
    samples: ['apiserver  Jun 01, 2021 19:59 UTC   <invalid>       ca                      no  CERTIFICATE'],
    source: 'kubernetes cmd/kubeadm/app/cmd/certs.go',
  },
  {
    id: 'cert-listed-valid',
    matches: /^\s*[\w./-]{2,60}\s+[A-Z][a-z]{2} \d\d, \d{4} [\d:]{5} UTC\s+\d{1,5}[ydhm]\s/,
    kind: 'well',
    says: 'kubeadm lists its certificates, and they are valid.',
    samples: ['admin.conf                 Jun 01, 2022 19:59 UTC   363d                                    no      '],
    source: 'kubernetes cmd/kubeadm/app/cmd/certs.go',
  },
  {
    id: 'cert-expired',
    matches:
      /(?:x509: certificate has expired|certificate has expired|certificate is expired|CERT_HAS_EXPIRED|tls: expired certificate|alert certificate expired|tls: certificate expired|certificate expired on|client certificate .{0,80} is expired)/i,
    kind: 'cause',
    name: 'cert-expired',
    part: 'kube-apiserver',
    says: (met) =>
      byServer(met)
        ? 'A certificate that a client showed has expired.'
        : `A certificate that was shown has expired${afterTime(met.text)}: the one the server serves (here its client complains). Certificates live one year by most installers.`,
    next: renewal,
    where: [pki, admin, '/var/lib/kubelet/pki'],
    samples: [
      'Unable to connect to the server: x509: certificate has expired or is not yet valid: current time 2026-03-11T10:00:00Z is after 2026-03-10T10:00:00Z',
      'curl: (60) SSL certificate problem: certificate has expired',
    ],
    source: 'Go crypto/x509 verify.go, OpenSSL',
  },
];
