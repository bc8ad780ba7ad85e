# shellcheck shell=bash
# What only fixes of manifests call.

# Adds a read-only hostPath volume named $2 for file $1, and its mount, to a manifest of kubeadm's form.
mount_path() {
  HOST_PATH=$1 VOLUME=$2 awk '
    { lines[NR] = $0; if (index($0, "mountPath: " ENVIRON["HOST_PATH"])) there = 1 }
    END {
      for (i = 1; i <= NR; i++) {
        print lines[i]
        if (there) continue
        if (match(lines[i], /^ +volumeMounts:$/)) {
          pad = substr(lines[i], 1, RLENGTH - 13)
          print pad "- mountPath: " ENVIRON["HOST_PATH"]; print pad "  name: " ENVIRON["VOLUME"]; print pad "  readOnly: true"
        } else if (match(lines[i], /^ +volumes:$/)) {
          pad = substr(lines[i], 1, RLENGTH - 8)
          print pad "- hostPath:"; print pad "    path: " ENVIRON["HOST_PATH"]; print pad "    type: File"; print pad "  name: " ENVIRON["VOLUME"]
        }
      }
    }'
}
