import type { Reporter, TestModule, TestSuite, Vitest } from 'vitest/node';

/** Names at the end of a run what was skipped, each with what it needs: a skip is not to be overlooked. */
export default class SkippedReporter implements Reporter {
  private isWholeRun = true;

  onInit({ config }: Vitest): void {
    this.isWholeRun = config.testNamePattern === undefined;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const lines = modules.flatMap((module) =>
      [...counted(skippedNames(module))].map(
        ([name, count]) => `  ${module.relativeModuleId}: ${name}${count > 1 ? ` (${count} times)` : ''}`,
      ),
    );
    if (this.isWholeRun && lines.length > 0) process.stdout.write(`\nSkipped:\n${lines.join('\n')}\n`);
  }
}

/** The names of the outermost skipped suites and tests. */
function skippedNames(parent: TestModule | TestSuite): readonly string[] {
  return parent.children.array().flatMap((child) => {
    const state = child.type === 'test' ? child.result().state : child.state();
    if (state === 'skipped') return [child.name];
    return child.type === 'suite' ? skippedNames(child) : [];
  });
}

function counted(names: readonly string[]): ReadonlyMap<string, number> {
  return names.reduce((counts, name) => counts.set(name, (counts.get(name) ?? 0) + 1), new Map<string, number>());
}
