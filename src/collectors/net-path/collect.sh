
# A line that looks like the head of a section gets a space in front.
content() { sed 's/^ *=== / &/'; }

inode() { readlink "$1" 2>/dev/null | sed -n 's/^net:\[\([0-9]*\)\]$/\1/p'; }
own=$(inode /proc/self/ns/net)

# ran STATUS WORDS: what a command said, from standard input; then what it complained about.
ran() {
  printf '=== ran %s\n' "$*"
  content
  [ ! -s "$errors" ] || { printf '=== err\n' && content <"$errors"; }
}

# look WORDS: runs a command in the namespace $inside, where the host has it.
look() {
  : >"$errors"
  if ! command -v "$1" >/dev/null 2>&1; then
    printf '=== ran 127 %s\n=== err\n%s: not found\n' "$*" "$1"
    return
  fi
  if [ -n "$inside" ]; then
    # shellcheck disable=SC2086 # words of its own
    said=$($limit nsenter "--net=$inside" -- "$@" 2>"$errors")
  else
    # shellcheck disable=SC2086
    said=$($limit "$@" 2>"$errors")
  fi
  status=$?
  [ "$status" -ne 137 ] || status=124
  printf '%s\n' "$said" | sed '1{/^$/d;}' | ran "$status" "$*"
}

# file PATH
file() {
  : >"$errors"
  [ ! -r "$1" ] || [ ! -f "$1" ] || ran 0 "cat $1" <"$1"
}

# etc NAME FILE: /etc/netns/NAME lies over /etc; a container has its own.
etc() {
  if [ "$1" != - ] && [ -e "/etc/netns/$1/$2" ]; then
    file "/etc/netns/$1/$2"
  elif [ -n "$container" ]; then
    file "$container/etc/$2"
  else
    file "/etc/$2"
  fi
}

root_of() { stat -L -c '%d:%i' "$1" 2>/dev/null; }
here=$(root_of /)

# namespace INODE NAME PIDS
namespace() {
  printf '=== ns %s\n' "$*"
  id=$1 name=$2
  shift 2
  inside=
  container=
  for pid in "$@"; do
    there=$(root_of "/proc/$pid/root")
    [ -n "$container" ] || [ -z "$there" ] || [ "$there" = "$here" ] || container="/proc/$pid/root"
  done
  if [ "$id" != "$own" ]; then
    inside="/proc/${1:-0}/ns/net"
    [ "$name" = - ] || inside="/run/netns/$name"
  fi
  look ip -j -d addr
  look ip -4 -j -d route show table all
  look ip -6 -j -d route show table all
  look ip -4 -j rule
  look ip -6 -j rule
  look ip -j neigh show nud all
  look ip -j neigh show proxy
  look ip -j netns list-id
  look bridge -j fdb
  look bridge -j vlan
  look ss -Hltun
  look grep -rs . /proc/sys/net/ipv4/conf /proc/sys/net/ipv6/conf /proc/sys/net/bridge /proc/sys/net/ipv4/ip_forward \
    /proc/sys/net/ipv4/fib_multipath_hash_policy /proc/sys/net/ipv4/fib_multipath_use_neigh \
    /proc/sys/net/ipv4/ip_local_port_range /proc/sys/net/ipv4/icmp_echo_ignore_all \
    /proc/sys/net/ipv4/icmp_echo_ignore_broadcasts /proc/sys/net/ipv6/icmp/echo_ignore_all \
    /proc/sys/net/ipv6/bindv6only /proc/sys/net/ipv4/neigh/default/gc_thresh3 \
    /proc/sys/net/netfilter/nf_conntrack_max /proc/sys/net/netfilter/nf_conntrack_count \
    /proc/sys/net/ipv4/ip_nonlocal_bind /proc/sys/net/ipv4/tcp_l3mdev_accept
  look iptables-legacy-save -c
  look ip6tables-legacy-save -c
  look iptables-nft-save -c
  look ip6tables-nft-save -c
  look nft -j list ruleset
  look ipset save
  look conntrack -S
  look conntrack -L -p udp -g
  look tc -j qdisc
  look cat /proc/net/ip_vs
  look grep -rs . /proc/net/xt_recent
  etc "$name" resolv.conf
  etc "$name" hosts
}

# INODE kind WHO, of names and of processes.
list() {
  printf '%s 0 -\n' "$own"
  for path in /run/netns/*; do
    [ ! -e "$path" ] || printf '%s 1 %s\n' "$(stat -L -c %i "$path")" "${path##*/}"
  done
  for path in /proc/[0-9]*/ns/net; do
    pid=${path#/proc/}
    number=$(inode "$path")
    [ -z "$number" ] || printf '%s 2 %s\n' "$number" "${pid%%/*}"
  done | sort -k3,3n
}

collect() {
  printf '=== diag net-path 1\nhost: %s\ntime: %s\n' "$(hostname 2>/dev/null || cat /proc/sys/kernel/hostname)" "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
  printf 'own: %s\n' "$own"
  list | awk '
    $2 == 0 { order[n++] = $1; seen[$1] = 1; next }
    !($1 in seen) { order[n++] = $1; seen[$1] = 1 }
    $2 == 1 { if (!($1 in name)) name[$1] = $3; next }
    { if (count[$1]++ < 8) pids[$1] = pids[$1] " " $3 }
    END { for (i = 0; i < n; i++) print order[i], (order[i] in name ? name[order[i]] : "-") pids[order[i]] }
  ' | while read -r line; do
    # shellcheck disable=SC2086 # a number, a name, numbers
    namespace $line
  done
  printf '=== done\n'
}

collect </dev/null | mask any
