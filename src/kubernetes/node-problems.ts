/** Conditions of node-problem-detector that are `True` while something is wrong (its config/*.json); others may mean well. */
export const nodeProblems =
  /^(?:KernelDeadlock|ReadonlyFilesystem|XfsShutdown|CorruptDockerOverlay2|CperHardwareErrorFatal|NTPProblem|(?:Docker|Kubelet|ContainerRuntime)Unhealthy|FrequentUnregisterNetDevice|Frequent(?:Kubelet|Docker|Containerd)Restart|FilesystemCorruptionProblem)$/;
