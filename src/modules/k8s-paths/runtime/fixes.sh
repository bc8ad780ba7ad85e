# shellcheck shell=bash
# Change the configuration of containerd and of pod networks.

# Sets the version of the configuration to $1.
set_version() {
  sed "s/^version *=.*/version = $1/"
}

# Takes CRI out of disabled_plugins; a file with nothing else gets the runtime that kubeadm expects.
enable_cri() {
  sed -E '/^disabled_plugins/{s/"(cri|io\.containerd\.(grpc\.v1\.cri|cri\.v1\.(runtime|images)))" *,? *//g;s/, *\]/]/}' | awk '
    /^version/ || /^\[plugins/ { more = 1 } { print }
    END {
      if (more) exit
      cri = "plugins.\"io.containerd.grpc.v1.cri\".containerd.runtimes.runc"
      print "version = 2"; print "[" cri "]"; print "  runtime_type = \"io.containerd.runc.v2\""
      print "  [" cri ".options]"; print "    SystemdCgroup = true"
    }'
}

# Replaces cniVersion $1 by 0.3.1.
set_cni_version() {
  OLD=$1 awk '
    /"cniVersion"/ && (i = index($0, "\"" ENVIRON["OLD"] "\"")) > 0 {
      $0 = substr($0, 1, i - 1) "\"0.3.1\"" substr($0, i + length(ENVIRON["OLD"]) + 2)
    } { print }'
}
