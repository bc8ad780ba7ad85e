import { join } from 'node:path';
import { writeDump } from './support/dump.mjs';
import { diag, hasCommand } from './support/measure.mjs';

const parse = 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))';

export default {
  title: 'k8s-flow and k8s-placement on what kubectl get -o json prints: 1,000 nodes, 10,000 pods and more',
  rows({ folder, bytes }) {
    const dump = join(folder, 'dump.json');
    writeDump(dump, Math.min(bytes, 100 * 2 ** 20));
    const stuck = join(folder, 'stuck.json');
    writeDump(stuck, Math.min(bytes, 100 * 2 ** 20), { pending: 1000 });
    const row = (module) => {
      const ours = diag(module, dump, '--format', 'json');
      return [
        { task: module, ours, against: [process.execPath, '-e', parse, dump], name: 'JSON.parse', budget: 1.5 },
        {
          ...{ task: module, ours, name: "jq '.items|length'", budget: 0.5 },
          against: hasCommand('jq') ? ['jq', '.items|length', dump] : undefined,
        },
        { task: module, ours, memory: 160 },
      ];
    };
    const waiting = (module) => {
      const task = `${module}, 1,000 pods wait`;
      const ours = diag(module, stuck, '--format', 'json');
      return [
        { task, ours, memory: 160 },
        { task, ours, cpu: 2 },
      ];
    };
    const modules = ['k8s-flow', 'k8s-placement'];
    return [...modules.flatMap(row), ...modules.flatMap(waiting)];
  },
};
