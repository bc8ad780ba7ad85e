# shellcheck shell=bash disable=SC2154
# What scripts/release/test.sh asks every form of diag, and the inputs of the questions.
# exits CODE COMMAND...: that very exit code.
exits() { local want=$1 got=0; shift; "$@" || got=$?; [ "$got" -eq "$want" ] || { echo "exit code $got, not $want: $*"; return 1; }; }

# says CODE PATTERN COMMAND...: that exit code, and a line that fits.
says() {
  local want=$1 pattern=$2
  shift 2
  exits "$want" "$@" >"$work/out" </dev/null
  grep -qe "$pattern" "$work/out" || { echo "nothing like $pattern: $*"; head -n 20 "$work/out"; return 1; }
}

# The same questions for every form: the program in $program, its inputs under $1.
answers() {
  local diag=("${program[@]}") inputs=$1 module
  says 0 "^diag $version$" "${diag[@]}" --version
  for module in $modules; do says 0 "^$module " "${diag[@]}" list; done
  says 0 '^IIS101 interval-drift' "${diag[@]}" explain IIS101
  says 0 '^K8S101 etcd-down' "${diag[@]}" explain etcd-down
  says 0 '^root=' "${diag[@]}" collect k8s-paths --sh
  sh -n "$work/out"
  says 0 'IIS150' "${diag[@]}" iis-drift --interval 1740
  says 1 'IIS101' "${diag[@]}" iis-drift "$inputs/incident-system.wevtutil.xml" --tz Europe/Berlin
  says 1 'SMTP101' "${diag[@]}" smtp-throttle "$inputs/email_log.csv"
  says 0 '√' "${diag[@]}" k8s-health "$inputs/healthy.txt"
  says 1 '"name": "etcd-down"' "${diag[@]}" k8s-health "$inputs/etcd-stop.txt" --format json
  says 1 '"code": "PATH101"' "${diag[@]}" k8s-paths --root "$inputs/node" --format json
  says 1 'PLACE1' "${diag[@]}" k8s-placement "$inputs/cluster.json"
  "${diag[@]}" mcp <"$hello" >"$work/out"
  grep -q '"protocolVersion"' "$work/out"
  says 0 '^{"incident":"1.0"' "${diag[@]}" observe k8s-paths --root "$inputs/node"
  exits 2 "${diag[@]}" nonsense
}
hello=$work/hello.json
printf '%s\n' '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}' >"$hello"
# The inputs of the questions, and a node whose manifest is no YAML.
put_inputs() {
  mkdir -p "$1"
  cp fixtures/iis-drift/incident-system.wevtutil.xml fixtures/smtp-throttle/email_log.csv \
    fixtures/k8s-health/healthy.txt fixtures/k8s-health/etcd-stop.txt fixtures/k8s-placement/cluster.json "$1"
  mkdir -p "$1/node/etc/kubernetes/manifests"
  printf 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: kube-apiserver\nspec:\n  containers:\n  - name: kube-apiserver\n   image: x\n' \
    >"$1/node/etc/kubernetes/manifests/kube-apiserver.yaml"
}
