
# Ends of the logs of the control plane and the network, the two newest of each container, and of the host's text logs.
logs() {
  list /var/log/containers
  if list /var/log/pods; then
    pods=0
    for pod in "$root"/var/log/pods/*_etcd* "$root"/var/log/pods/*_kube-* "$root"/var/log/pods/*_c[aio]* "$root"/var/log/pods/*_rke2-coredns* "$root"/var/log/pods/*_weave-net* "$root"/var/log/pods/*_kindnet*; do
      [ -d "$pod" ] || continue
      pods=$((pods + 1))
      [ "$pods" -le 60 ] || break
      list "${pod#"$root"}" || continue
      for container in "$pod"/*/; do
        [ -d "$container" ] || continue
        list "${container#"$root"}" || continue
        newest=$(cd "$container" && find . -maxdepth 1 -name '[0-9]*.log' | sed -n 's,^\./\([0-9]*\.log\)$,\1,p' | sort -rn | head -n 2)
        for log in $newest; do log_end "$folder/$log" 65536; done
      done
    done
  fi
  for log in /var/log/syslog /var/log/messages /var/log/daemon.log /var/log/kubelet.log /var/lib/rancher/rke2/agent/logs/kubelet.log; do log_end "$log" 262144; done
}
