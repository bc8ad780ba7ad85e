/**
 * Reasons of events by which an object shows that it went on, each with those of the failures before it that are over
 * then. Sources: kubernetes pkg/kubelet/events, pkg/controller/volume/events, k8s.io/cloud-provider
 * controllers/service, kubernetes-csi sidecars, and the controllers named.
 */
const steps: readonly (readonly [done: RegExp, failed: RegExp])[] = [
  [/^Scheduled$/, /^(?:FailedScheduling|NotTriggerScaleUp)$/],
  [/^NodeReady$/, /^(?:NodeNotReady|Rebooted)$/],
  [/^SuccessfulAttachVolume$/, /^FailedAttachVolume$/],
  [
    /^(?:Pulled|Created|Started)$/,
    /^(?:FailedScheduling|NotTriggerScaleUp|FailedAttachVolume|FailedMount|FailedCreatePodSandBox|NetworkNotReady|FailedToRetrieveImagePullSecret)$/,
  ],
  [/^ProvisioningSucceeded$/, /^(?:ProvisioningFailed|ExternalProvisioning|WaitForFirstConsumer|FailedBinding)$/],
  [/^(?:VolumeResizeSuccessful|FileSystemResizeSuccessful)$/, /^(?:VolumeResizeFailed|ExternalExpanding)$/],
  [/^FileSystemResizeSuccessful$/, /^FileSystemResizeFailed$/],
  [/^EnsuredLoadBalancer$/, /^(?:SyncLoadBalancerFailed|CreatingLoadBalancerFailed|UpdateLoadBalancerFailed)$/],
  // metallb controller/service.go; a user makes room, and the address is given.
  [/^IPAllocated$/, /^AllocationFailed$/],
  [/^SuccessfullyReconciled$/, /^Failed(?:Build|Deploy)Model$/],
  // kubernetes pkg/controller/podautoscaler/horizontal.go.
  [
    /^SuccessfulRescale$/,
    /^(?:Failed(?:Get|Compute|Rescale)\w*|InvalidMetricSourceType|SelectorRequired|InvalidSelector)$/,
  ],
  [/^(?:SawCompletedJob|SuccessfulCreate)$/, /^(?:FailedNeedsStart|MissSchedule|TooManyMissedTimes)$/],
  // fluxcd pkg/apis/meta and helm-controller api/v2/condition_types.go.
  [
    /^(?:ReconciliationSucceeded|InstallSucceeded|UpgradeSucceeded|Succeeded|NewArtifact|info)$/,
    /^(?:\w{0,40}Failed|error|ArtifactFailed|DependencyNotReady|HealthCheckFailed|BuildFailed)$/,
  ],
  // external-secrets pkg/controllers/externalsecret.
  [/^(?:Updated|Created|SecretSynced)$/, /^(?:UpdateFailed|SecretSyncedError)$/],
  [/^TriggeredScaleUp$/, /^NotTriggerScaleUp$/],
  // cert-manager pkg/controller/acmeorders, acmechallenges.
  [/^(?:Complete|OrderFinalized|CertificateIssued)$/, /^(?:Failed|BadConfig|ErrInitIssuer|OrderFailed|PresentError)$/],
];

/** Whether the first event, told later of the same object, shows that what the second told is over. */
export const isOvercome = (later: string, failed: string): boolean =>
  steps.some(([done, over]) => done.test(later) && over.test(failed));
