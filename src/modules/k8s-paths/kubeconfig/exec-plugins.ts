import type { Message } from '../error-text/message.ts';

const home = '~/.kube/config';

/** Programs that get credentials. */
export const execPluginMessages: readonly Message[] = [
  {
    id: 'exec-plugin-old',
    matches:
      /exec plugin is configured to use API version (client\.authentication\.k8s\.io\/\w{1,20}), plugin returned version (client\.authentication\.k8s\.io\/\w{1,20})/,
    kind: 'cause',
    part: 'kubectl',
    says: 'The credential plug-in of the kubeconfig is installed and does not speak the version asked for (it answers $2, the kubeconfig wants $1): plug-in and kubeconfig are of different age.',
    next: [
      'update the plug-in (aws-cli, aws-iam-authenticator, gke-gcloud-auth-plugin, kubelogin), then let it write the kubeconfig anew (EKS: `aws eks update-kubeconfig --name` with the cluster)',
    ],
    where: [home],
    samples: [
      'Unable to connect to the server: getting credentials: exec plugin is configured to use API version client.authentication.k8s.io/v1beta1, plugin returned version client.authentication.k8s.io/v1alpha1',
    ],
    source: 'client-go plugin/pkg/client/auth/exec/exec.go',
  },
  {
    id: 'exec-plugin-version',
    matches: /exec plugin: invalid apiVersion \\?"(client\.authentication\.k8s\.io\/\w{1,20})/,
    kind: 'cause',
    part: 'kubectl',
    says: 'The kubeconfig names $1 for its credential plug-in, which this kubectl no longer knows (v1alpha1 was removed in 1.24): write it anew with v1beta1 or v1.',
    next: [
      'update the plug-in and let it write the kubeconfig (EKS: `aws eks update-kubeconfig --name` with the cluster; else change apiVersion in users[].user.exec to client.authentication.k8s.io/v1beta1)',
    ],
    where: [home],
    samples: ['error: exec plugin: invalid apiVersion "client.authentication.k8s.io/v1alpha1"'],
    source: 'client-go plugin/pkg/client/auth/exec/exec.go',
  },
  {
    id: 'exec-plugin-failed',
    matches:
      /getting credentials: exec: (?:executable ([\w./-]{1,80}) failed with exit code (\d{1,3})|exit status (\d{1,3}))/,
    kind: 'cause',
    part: 'kubectl',
    says: 'The credential plug-in ($1) of the kubeconfig runs and fails (exit code $2$3), mostly because its own login has expired or lacks rights; what it says stands above this line.',
    next: ['log in again with its own tool (aws sso login, gcloud auth login, az login), then `kubectl` once more'],
    where: [home],
    samples: [
      'Unable to connect to the server: getting credentials: exec: executable aws failed with exit code 255',
      // Before client-go 0.20.
      'Unable to connect to the server: getting credentials: exec: exit status 1',
    ],
    source: 'client-go plugin/pkg/client/auth/exec/exec.go',
  },
  {
    id: 'auth-provider-refresh',
    matches:
      /Unable to connect to the server: (?:failed to refresh token|acquiring a token for authorization header)|error executing access token command \\?"(\S{0,150})(?!.{0,300}(?:executable file not found|no such file))|No valid id-token, and cannot refresh without refresh-token/,
    kind: 'cause',
    part: 'kubectl',
    says: ({ text, groups: [, command = ''] }) =>
      command !== ''
        ? `The command of the kubeconfig that gets a token (${command.replace(/\\?"$/, '')}) runs and fails, mostly because its own login has expired or lacks rights. The cluster was not asked.`
        : /dial tcp|lookup |timeout|x509: /.test(text)
          ? 'The login of the kubeconfig has expired, and kubectl could not renew it because it does not reach the login service. The cluster was not asked.'
          : 'The login of the kubeconfig has expired and cannot be renewed (its refresh token has expired, was revoked or is missing). The cluster was not asked.',
    next: [
      'log in again with the tool that made that user of the kubeconfig; `kubectl config view --minify` names its auth-provider',
    ],
    samples: [
      'Unable to connect to the server: failed to refresh token: oauth2: cannot fetch token: 400 Bad Request',
      'Unable to connect to the server: acquiring a token for authorization header: refreshing token: adal: Refresh request failed',
      'Unable to connect to the server: No valid id-token, and cannot refresh without refresh-token',
      'Get https://192.0.2.1/api: error executing access token command "/usr/bin/gcloud config config-helper --format=json": err=exit status 1 output= stderr=ERROR',
    ],
    not: ['Unable to connect to the server: dial tcp: lookup api.example.org: no such host'],
    source: 'client-go plugin/pkg/client/auth/oidc/oidc.go, azure, gcp (until 1.25)',
  },
  {
    id: 'exec-plugin-forbidden',
    matches: /getting credentials: exec: fork\/exec (\S{1,150}): permission denied/,
    kind: 'cause',
    part: 'kubectl',
    says: 'The credential plug-in $1 of the kubeconfig may not be run by this user.',
    next: ['`ls -l $1`: who may execute it; on a volume mounted noexec nobody may'],
    where: [home],
    samples: [
      'Unable to connect to the server: getting credentials: exec: fork/exec /usr/local/bin/kubelogin: permission denied',
    ],
    source: 'client-go plugin/pkg/client/auth/exec/exec.go',
  },
  {
    id: 'exec-plugin-output',
    matches: /getting credentials: decoding stdout: (.{1,200})/,
    kind: 'cause',
    part: 'kubectl',
    says: 'The credential plug-in of the kubeconfig ran and printed something else than an ExecCredential ($1).',
    next: [
      'run the command of users[].user.exec of the kubeconfig by hand: it must print one JSON object of that kind',
    ],
    where: [home],
    samples: [
      "Unable to connect to the server: getting credentials: decoding stdout: couldn't get version/kind; json parse error: invalid character 'E'",
    ],
    source: 'client-go plugin/pkg/client/auth/exec/exec.go',
  },
  {
    id: 'exec-plugin-missing',
    matches:
      /^(?!.{0,1000}(?:OCI runtime|container process|containerd task|runc create))(?:.{0,1000}?)exec: (?:executable )?"?([\w./-]{1,80}?)"?:? (?:not found|executable file not found in \$?%?PATH%?|file does not exist).{0,200}|fork\/exec (\S{1,150}): no such file/,
    needs: { text: /credential|kubectl|connect to the server|client-go|access token command/ },
    kind: 'cause',
    name: 'kubeconfig-exec-missing',
    part: 'kubectl',
    says: 'The credential plug-in of the kubeconfig ($1$2) is not installed for this user, or not on PATH.',
    next: ['`command -v $1`: install it, or give its whole path in users[].user.exec.command of the kubeconfig'],
    where: [home],
    samples: [
      'Unable to connect to the server: getting credentials: exec: executable passman not found',
      'Unable to connect to the server: getting credentials: exec: "aws-iam-authenticator": executable file not found in $PATH',
      'Get https://192.0.2.1/version?timeout=32s: error executing access token command "gcloud config": err=exec: "gcloud": executable file not found in $PATH',
    ],
    not: [
      'OCI runtime create failed: unable to start container process: exec: "kubectll": executable file not found in $PATH: unknown',
    ],
    source: 'client-go plugin/pkg/client/auth/exec/exec.go',
  },
];
