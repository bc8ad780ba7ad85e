// What is run once, with a fixed clock, so that the compiled code of what most runs need is in the archive:
// the file of the program, the words, and an input.
export const warmUps = [
  ['all', ['triage'], 'fixtures/smtp-throttle/email_log.csv'],
  ['iis-drift', ['iis-drift', '--interval', '1740']],
  ['k8s-flow', ['k8s-flow'], 'fixtures/k8s-placement/cluster.json'],
  ['k8s-health', ['k8s-health'], 'fixtures/k8s-health/wrong-san-etcd.txt'],
  ['k8s-paths', ['k8s-paths', '--root', 'fixtures']],
  ['k8s-placement', ['k8s-placement'], 'fixtures/k8s-placement/cluster.json'],
  ['net-path', ['net-path', '--help']],
  ['smtp-throttle', ['smtp-throttle'], 'fixtures/smtp-throttle/email_log.csv'],
];
