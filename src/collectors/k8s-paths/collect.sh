
collect() {
  begin k8s-paths
  node_files
  landmarks
  places
  logs
  kernel_files
  descriptors
  {
    printf '%s\n' "$texts" | named | sed -n '/\.sock$/p'
    printf '%s\n' /run/containerd/containerd.sock /run/crio/crio.sock /run/cri-dockerd.sock /run/k3s/containerd/containerd.sock
  } | sockets
  printf '=== done\n'
}

# Nothing runs before the last line has arrived, and nothing reads the script as its input.
collect </dev/null | mask any
