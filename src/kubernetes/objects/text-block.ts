/** Lines of an input that are neither JSON nor YAML, up to the next prompt. */
export interface TextBlock {
  readonly source: string;
  /** `kubectl describe pod web-1`, where a prompt with it stands before. */
  readonly command?: string | undefined;
  /** 1-based line of the first line. */
  readonly first: number;
  readonly lines: readonly string[];
}

/** `$ kubectl -n shop get pods`, `[root@cp-1 ~]# kubectl describe node w1`, `PS C:\> kubectl get events`, `kubectl get nodes -o json`. */
const prompt =
  /^(?:[^$#>%]{0,120}[$#>%] {1,4})?(?:sudo )?((?:kubectl|oc|k3s kubectl|microk8s kubectl) (?:--?[\w=/.-]{1,60} (?:(?!(?:get|describe|logs) )[\w/.:@-]{1,100} )?){0,4}(?:get|describe|logs|cluster-info|top|auth|create|apply|drain|rollout|explain|wait|events)\b.{0,1000})$/;

/** The command of a line that is a prompt with kubectl behind it. */
export const commandOf = (line: string): string | undefined => prompt.exec(line)?.[1]?.trim();

/** Collects lines into blocks. */
export class TextBlocks {
  readonly blocks: TextBlock[] = [];
  #open: { source: string; command?: string | undefined; first: number; lines: string[] } | undefined;

  /** True where the line is a prompt, which is understood as such. */
  add(line: string, number: number, source: string): boolean {
    const command = commandOf(line);
    if (command !== undefined) {
      this.end();
      this.#open = { source, command, first: number + 1, lines: [] };
      return true;
    }
    this.#open ??= { source, first: number, lines: [] };
    this.#open.lines.push(line);
    return false;
  }

  /** The next line belongs to a new block. */
  end(): void {
    const open = this.#open;
    if (open?.lines.some((line) => line.trim() !== '') === true) this.blocks.push(open);
    this.#open = undefined;
  }
}
