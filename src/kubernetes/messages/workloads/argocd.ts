import type { Message } from '../message.ts';

/** Argo CD: rendering, comparing, applying. */
export const argocdMessages: readonly Message[] = [
  {
    id: 'argocd-no-comparison',
    matches: /Failed to compare desired state to live state: (.{1,400})/,
    kind: 'state',
    catchAll: true,
    says: 'Argo CD cannot compare what is wanted with what is there, so it applies nothing and goes on showing the last status: $1',
    next: [
      'the reason stands at the end of the message; `argocd app get APP --hard-refresh` tries again',
      'a field that is not in the schema: is the CustomResourceDefinition of another version than the object, or this Argo CD older than the cluster?',
    ],
    samples: [
      'Failed to compare desired state to live state: failed to perform pre-diff normalization: error building typed results: error creating typedLive: .status: field not declared in schema',
    ],
    source: 'argo-cd controller/state.go (CompareAppState)',
  },
  {
    id: 'argocd-apply-failed',
    matches: /one or more objects failed to apply(?: \(dry run\))?,? ?(?:reason: )?(.{0,400})/,
    kind: 'state',
    says: ({ groups: [, why = ''] }) =>
      `Argo CD could not apply one or more objects, so the sync failed${why === '' ? '; which and why, the result of each resource says' : `: ${why}`}`,
    next: [
      '`argocd app get` of that application (or `kubectl -n argocd get application -o yaml`): status.operationState.syncResult names each object with its message',
    ],
    samples: [
      'one or more objects failed to apply, reason: admission webhook "a.example.org" denied',
      'message: one or more objects failed to apply',
    ],
    source: 'argoproj/gitops-engine pkg/sync/sync_context.go',
  },
  {
    id: 'argocd-tasks-failed',
    matches:
      /one or more synchronization tasks (?:completed unsuccessfully|are not valid)(?:,? ?(?:due to|reason: ?)?(.{0,300}))?/,
    kind: 'state',
    catchAll: true,
    says: 'A sync of Argo CD ended unsuccessfully: a hook (a Job) or an object of it failed; which, the result of each resource says.',
    next: [
      'status.operationState.syncResult of the Application: its resources with hookPhase Failed or status SyncFailed; of a Job the log of its pod',
    ],
    samples: [
      '    message: one or more synchronization tasks completed unsuccessfully',
      'one or more synchronization tasks are not valid',
    ],
    source: 'argoproj/gitops-engine pkg/sync/sync_context.go',
  },
  {
    id: 'argocd-repo-tls',
    matches: /authentication handshake failed: (?:tls: first record does not look like a TLS handshake|EOF)/,
    needs: { text: /\bargo-?cd\b|ComparisonError|repo-server/ },
    kind: 'cause',
    says: 'Argo CD speaks TLS to its repo-server, and something that speaks none answers: the repo-server has TLS off, or a mesh or proxy stands in between.',
    next: [
      'the same on all three: reposerver.disable.tls, controller.repo.server.plaintext and server.repo.server.plaintext in ConfigMap argocd-cmd-params-cm; leave port 8081 out of the mesh, or let the mesh do TLS alone',
    ],
    samples: [
      'ComparisonError rpc error: code = Unavailable desc = connection error: desc = "transport: authentication handshake failed: tls: first record does not look like a TLS handshake"',
    ],
    source: 'argo-cd reposerver/apiclient/clientset.go, docs/operator-manual/tls.md',
  },
  {
    id: 'argocd-repo-away',
    matches:
      /(?:ComparisonError|[Ff]ailed to load target state|[Ff]ailed to (?:generate manifest|compare revisions)).{0,300}code = Unavailable.{0,300}?(connection refused|error reading from server: EOF|i\/o timeout|no such host|transport is closing|connection reset)|dial tcp \S{1,253}:8081: connect: (connection refused)/,
    needs: { text: /\bargo-?cd\b|ComparisonError|repo-server|target state/ },
    kind: 'state',
    confidence: 'possible',
    says: 'Argo CD does not reach its repo-server, or that ended while it was asked ($1$2): it is restarted (for seconds that is usual), killed for memory, or a network policy stands in between.',
    next: [
      '`kubectl -n argocd get pods -l app.kubernetes.io/name=argocd-repo-server`: restarts, OOMKilled; its log before that',
      'many applications of one repository render at once: reposerver.parallelism.limit, or more replicas and memory',
    ],
    samples: [
      'Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code = Unavailable desc = error reading from server: EOF',
      'argocd: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial tcp 192.0.2.93:8081: connect: connection refused"',
    ],
    source: 'argo-cd controller/state.go, common/common.go (DefaultPortRepoServer)',
  },
  {
    id: 'argocd-repo-version',
    matches: /code = Unimplemented desc = unknown method (\w{1,60}) for service repository\.RepoServerService/,
    kind: 'cause',
    says: 'The repo-server of Argo CD is older than the part that asks it ($1 is unknown to it): an update went through in part.',
    next: [
      '`kubectl -n argocd get pods -o custom-columns=NAME:.metadata.name,IMAGE:.spec.containers[0].image`: bring all to one version, and restart argocd-repo-server',
    ],
    samples: [
      'rpc error: code = Unimplemented desc = unknown method UpdateRevisionForPaths for service repository.RepoServerService',
    ],
    source: 'argo-cd reposerver/repository/repository.proto; grpc-go server.go',
  },
  {
    id: 'argocd-repo-slow',
    matches:
      /(?:ComparisonError|[Ff]ailed to load target state|[Ff]ailed to generate manifest)\b.{0,300}code = DeadlineExceeded/,
    kind: 'state',
    confidence: 'possible',
    says: 'The repo-server of Argo CD did not render an application in time: the repository or registry does not answer it, is very large, or the repo-server has too little CPU.',
    next: [
      'the log of argocd-repo-server: which command hangs? Then controller.repo.server.timeout.seconds (60) and, for one command, ARGOCD_EXEC_TIMEOUT (90s)',
    ],
    samples: ['ComparisonError  rpc error: code = DeadlineExceeded desc = context deadline exceeded'],
    source: 'argo-cd cmd/argocd-application-controller, docs/operator-manual/high_availability.md',
  },
  {
    id: 'argocd-command',
    matches:
      /`((?:kustomize build|helm (?:template|pull|dependency build|repo add|registry login)|git (?:fetch|clone|checkout|ls-remote|lfs \w{2,8}))\b)[^`]{0,600}` failed (exit status \d{1,3}|timeout after \S{1,12}|signal: killed)(?:: (.{1,300}?)(?:\\?" execID=.*)?$)?/,
    kind: 'cause',
    says: ({ groups: [, command = '', end = '', why = ''] }) =>
      `The repo-server of Argo CD ran ${command}, which failed (${end})${why === '' ? '' : `: ${why}`}`,
    next: ({ groups: [, command = '', end = ''] }) => [
      /timeout|killed/.test(end)
        ? 'too slow or too large for the repo-server: its memory limit, ARGOCD_EXEC_TIMEOUT'
        : command.startsWith('git')
          ? 'credentials and address of that repository: `argocd repo list`; a host key or CA that is not known: `argocd cert list`'
          : 'the same command by hand in a clone of that revision; `argocd app get APP --hard-refresh` afterwards, as the error is kept',
    ],
    samples: [
      "`kustomize build /tmp/_argocd-repo/e3/prod --enable-helm` failed exit status 1: unable to make loader at '.'",
      '`git fetch origin --tags --force` failed timeout after 1m30s',
    ],
    source: 'argo-cd util/exec/exec.go, util/git/client.go',
  },
  {
    id: 'argocd-manifests',
    matches: /Manifest generation error(?: \(cached\))?: (.{1,400}?)(?:\\?" grpc\.code=.*)?$/,
    kind: 'cause',
    says: ({ groups: [, why = ''] }) =>
      `Argo CD cannot make the manifests of an application, and so neither compares nor applies it: ${
        /app path does not exist/.test(why)
          ? 'the path that the application names is not in its repository at that revision'
          : /are not permitted in project/.test(why)
            ? 'its project does not permit that repository'
            : /find cmp-server plugin/.test(why)
              ? 'no configuration management plug-in is there for it'
              : 'rendering fails'
      } (${why}).`,
    next: ({ groups: [, why = ''] }) => [
      /app path does not exist/.test(why)
        ? 'spec.source.path and targetRevision of the application against the repository; `argocd app get APP --hard-refresh` afterwards, as the error is kept'
        : /are not permitted in project/.test(why)
          ? 'sourceRepos of the project: `argocd proj get PROJECT`, `argocd proj add-source` with the repository'
          : 'the log of argocd-repo-server tells it whole; render it by hand (`helm template`, `kustomize build`); `argocd app get APP --hard-refresh` afterwards, as the error is kept',
    ],
    samples: [
      'rpc error: code = Unknown desc = Manifest generation error (cached): bootstrap/argo-cd: app path does not exist',
      "Manifest generation error (cached): rpc error: code = PermissionDenied desc = helm repos https://charts.example.org are not permitted in project 'shop'",
      'Manifest generation error (cached): plugin sidecar failed. couldn\'t find cmp-server plugin with name "a" supporting the given repository',
    ],
    source: 'argo-cd reposerver/repository/repository.go (cachedManifestResponse), util/argo',
  },
];
