import { behindPrompt } from '../../../core/shell-prompt.ts';
import type { Setting } from '../../../kubernetes/messages/setting.ts';

const tools =
  'kubectl|kubeadm|crictl|ctr|nerdctl|docker|podman|journalctl|systemctl|etcdctl|etcdutl|talosctl|microk8s|k3s|rke2|minikube|kind|helm|oc|k|curl|wget|cat|tail|head|less|more|grep|egrep|ls|ss|netstat|lsof|ps|ip|ping|nc|telnet|dig|nslookup|host|openssl|df|du|free|mount|swapoff|sysctl|modprobe|lsmod|iptables|iptables-save|ipvsadm|hostnamectl|timedatectl|chronyc|date|uname|getenforce|setenforce|ausearch|dmesg|service|sed|awk|vim?|nano|cp|mv|rm|mkdir|chmod|chown|cd|export|source|echo|apt(?:-get)?|yum|dnf|reboot|snap|calicoctl|cilium|aws|az|gcloud|eksctl|nodeadm|kubelet|containerd|crio|watch|time|exit|clear|ufw|firewall-cmd';
const known = new RegExp(
  `^(?:sudo (?:-\\S{1,10} ){0,3})?((?:\\w{1,40}=\\S{0,200} )*(?:\\.?/[\\w./-]{0,100})?(?:${tools})(?: .*)?)$`,
);
/** A command that someone wrote down without a prompt. */
const bare =
  /^(?:\d{1,2}[.)] |[-*] |> )?(?:sudo )?((?:kubectl|kubeadm|crictl|docker|journalctl|systemctl|etcdctl|talosctl|microk8s|k3s|rke2|minikube|kind|curl) (?:-\S{1,60} (?:[\w.-]{1,80} )?)?(?:get|describe|logs?|apply|create|delete|exec|run|init|join|reset|upgrade|ps|pods|stop|start|status|restart|version|cluster-info|config|certs|top|drain|inspect|images|pull|-[a-zA-Z]\S{0,30})\b[^:]{0,300}(?:https?:\S{1,200})?)$/;

/** The command of a line at a prompt, or of one that is nothing else; undefined for any other line. */
export function commandOf(line: string): string | undefined {
  if (line.length > 500) return undefined;
  const text = line.trim().replace(/^[`*]{1,3}|[`*]{1,3}$/g, '');
  return known.exec(behindPrompt(text) ?? '')?.[1] ?? bare.exec(text)?.[1];
}

const stems =
  /^(?:kube-(?:apiserver|controller-manager|scheduler|proxy|flannel)|etcd|coredns|calico-node|calico-kube-controllers|cilium|aws-node|metrics-server)/;

/** The program whose words a command prints: `journalctl -u etcd` etcd's, `crictl logs 3f5e` those of that container. */
export function componentAfter(command: string, line: string, setting?: Setting): string | undefined {
  const unit =
    /^(?:journalctl|systemctl|service)\b.{0,200}?(?:-\w{0,4}u\w{0,3}[ =]?|status |restart |start )([\w@.-]{2,60})/.exec(
      command,
    )?.[1];
  if (unit !== undefined) return unit.replace(/\.service$/, '');
  const id = /^(?:crictl|docker|nerdctl|podman)\b.{0,60}\blogs\b.{0,60}?\b([0-9a-f]{8,64})\b/.exec(command)?.[1];
  if (id !== undefined) {
    for (const [known, name] of setting?.containers ?? [])
      if (id.startsWith(known) || known.startsWith(id)) return name;
    return undefined;
  }
  const pod =
    /^(?:kubectl|k|oc)\b.{0,200}?\blogs\b.{0,200}?\s(?:pods?\/|daemonset\/|ds\/|deploy(?:ment)?\/)?([a-z][\w.-]{2,120})/.exec(
      command,
    )?.[1];
  const path =
    /(?:\/(?:pods|containers)\/[\w.-]{0,40}?_?|\s)(kube-(?:apiserver|controller-manager|scheduler|proxy)|etcd|coredns)(?=-|_|\/)/.exec(
      line,
    )?.[1];
  const name = pod ?? path ?? /\b(kubeadm|etcdctl|talosctl|haproxy|keepalived)\b/.exec(command)?.[1];
  return name === undefined ? undefined : (stems.exec(name)?.[0] ?? name);
}
