import type { Severity } from '../core/finding.ts';
import type { Report } from '../core/report.ts';

/** The formats of `--format`. */
export const formats = ['terminal', 'json'] as const;
export type Format = (typeof formats)[number];

/** What a renderer may vary; the report itself is the same in every format. */
export interface RenderOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly color: boolean;
  readonly ascii: boolean;
  /** Passed and skipped checks too. */
  readonly all: boolean;
  readonly verbose: boolean;
  readonly minSeverity: Severity;
}

export type Render = (report: Report, options: RenderOptions) => string;

const renderers: Readonly<Record<Format, () => Promise<{ readonly render: Render }>>> = {
  terminal: () => import('./terminal/report.ts'),
  json: () => import('./json.ts'),
};

/** Loads the renderer of a format. */
export const loadRenderer = async (format: Format): Promise<Render> => (await renderers[format]()).render;
