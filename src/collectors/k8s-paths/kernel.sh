
# What the kernel says of addresses, mounts and settings, and of TCP sockets that listen.
kernel_files() {
  for file_ in /proc/stat /proc/swaps /proc/mounts /proc/1/mounts /proc/net/fib_trie /proc/1/net/fib_trie /proc/net/if_inet6 /proc/1/net/if_inet6 \
    /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv6/conf/all/forwarding /proc/sys/net/bridge/bridge-nf-call-iptables; do kernel "$file_"; done
  for file_ in /proc/net/tcp /proc/1/net/tcp /proc/net/tcp6 /proc/1/net/tcp6; do
    if [ -r "$root$file_" ]; then
      printf '=== text %s\n' "$file_"
      # 0A: LISTEN
      awk 'NR == 1 || $4 == "0A"' "$root$file_" 2>/dev/null | head -c "$text_bytes"
      printf '\n=== end\n'
    else
      missing "$file_"
    fi
  done
}

# Who holds which socket and which deleted file.
descriptors() {
  held=$(find "$root"/proc/[0-9]*/fd -maxdepth 1 -type l -exec ls -l {} + 2>/dev/null |
    sed -n 's,^l.*/proc/\([0-9][0-9]*\)/fd/\([0-9][0-9]*\) -> \(socket:\[[0-9]*\]\|/.* (deleted)\)$,\1 \2 \3,p' | head -n 10000)
  printf '%s\n' "$held" | awk '$1 != pid { pid = $1; print "=== fds " pid } NF { sub(/^[0-9]+ /, ""); print }'
  printf '%s\n' "$held" | sed -n 's/^\([0-9]*\) \([0-9]*\) .* (deleted)$/\1 \2/p' | head -n 500 | while read -r pid descriptor; do
    printf '=== size %s %s\n%s\n' "$pid" "$descriptor" "$(stat -L -c %s "$root/proc/$pid/fd/$descriptor" 2>/dev/null)"
    # Of other programs the name only.
    told "argv $pid" || printf '=== argv %s\n%s\n\n=== end\n' "$pid" "$(tr '\0' '\n' 2>/dev/null <"$root/proc/$pid/cmdline" | head -n 1)"
  done
}

# States of the sockets of runtimes whose paths are on standard input.
sockets() {
  sort -u | while IFS= read -r path_; do
    state=''
    if look "$path_" >/dev/null && [ -S "$root$real" ]; then state=$(socket_state "$root$real"); fi
    [ -z "$state" ] || printf '=== socket %s %s\n' "$real" "$state"
  done
}
