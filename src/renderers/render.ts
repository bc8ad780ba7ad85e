import type { Severity } from '../core/finding.ts';
import type { Report } from '../core/report.ts';

/** What a renderer may vary; the report itself is the same in every format. */
export interface RenderOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly color: boolean;
  readonly ascii: boolean;
  /** Passed and skipped checks too. */
  readonly all: boolean;
  readonly verbose: boolean;
  readonly failOn: Severity;
  /** How many findings `forFormat` left out of the report. */
  readonly hidden: number;
  /** Directory, absolute, whose files are named from its `/` on; absent where paths are this machine's. */
  readonly root?: string;
}

export type Render = (report: Report, options: RenderOptions) => string;
