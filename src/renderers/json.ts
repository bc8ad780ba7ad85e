import type { Report } from '../core/report.ts';
import { inertJson } from '../core/safe-text.ts';

/** The JSON report: one document, fields in the documented order, `schema/diag-report-1.json`. */
export function render(report: Report): string {
  const { views: _views, files: _files, ...fields } = report;
  return `${inertJson(JSON.stringify(fields, null, 2))}\n`;
}
