/** How a cell or mark is to be read; renderers choose a color and, never color alone, a sign for it. */
export type Tone = 'plain' | 'good' | 'warning' | 'bad' | 'muted';

/** Text with a tone; a bare string is plain. */
export type Cell = string | { readonly text: string; readonly tone: Tone };

interface ViewBase {
  /** Stable id, `drift-calendar`. */
  readonly id: string;
  readonly title: string;
  /** One line under the picture: scale, legend, assumption. */
  readonly note?: string;
  /** It is what was asked for (`--map`), so it belongs on the first screen too. */
  readonly asked?: true;
}

export interface TableView extends ViewBase {
  readonly kind: 'table';
  readonly columns: readonly { readonly label: string; readonly align?: 'left' | 'right' }[];
  readonly rows: readonly (readonly Cell[])[];
}

/** One row a day, midnight to midnight, with marks at minutes of the day. */
export interface DayStripsView extends ViewBase {
  readonly kind: 'day-strips';
  /** A shaded part of each strip, minutes of the day. */
  readonly band?: { readonly from: number; readonly to: number };
  readonly rows: readonly {
    readonly label: string;
    /** Whether the band applies to this day. */
    readonly banded: boolean;
    /** Text behind the strip. */
    readonly note?: string;
    readonly marks: readonly { readonly minute: number; readonly tone: Tone; readonly label: string }[];
  }[];
}

/** Counts per equal time step, one series over another. */
export interface TimelineView extends ViewBase {
  readonly kind: 'timeline';
  /** ISO 8601 UTC start of the first step. */
  readonly from: string;
  readonly stepSeconds: number;
  readonly series: readonly { readonly name: string; readonly tone: Tone; readonly values: readonly number[] }[];
}

/** y over x, each point labelled. */
export interface CurveView extends ViewBase {
  readonly kind: 'curve';
  readonly xLabel: string;
  readonly yLabel: string;
  readonly points: readonly { readonly x: number; readonly y: number; readonly label: string; readonly tone: Tone }[];
}

export interface TreeNode {
  readonly label: Cell;
  /** Text behind the label: what it is, its state. */
  readonly note?: Cell;
  readonly children?: readonly TreeNode[];
}

export interface TreeView extends ViewBase {
  readonly kind: 'tree';
  readonly nodes: readonly TreeNode[];
}

export interface MapNode {
  /** Unique within the map. */
  readonly id: string;
  readonly label: string;
  /** One or two words: `ok`, `refused`. */
  readonly state: Cell;
  /** Where it stands, 0 at the top. */
  readonly layer: number;
  /** A few short lines: addresses. */
  readonly details: readonly string[];
}

/** Things with their states, and who calls whom; `table` says all of it, and more, where nothing can be drawn. */
export interface MapView extends ViewBase {
  readonly kind: 'map';
  readonly nodes: readonly MapNode[];
  /** Ids: `from` calls `to`. */
  readonly links: readonly { readonly from: string; readonly to: string }[];
  readonly table: Pick<TableView, 'columns' | 'rows'>;
}

export interface PathStep {
  readonly label: string;
  /** `stopped`: what leads to it is broken; there is one at most. */
  readonly state: 'done' | 'stopped' | 'open';
}

/** Steps one after another, and where it stopped; `table` says the same where nothing can be drawn. */
export interface PathView extends ViewBase {
  readonly kind: 'path';
  readonly steps: readonly PathStep[];
  /** Who has to act for the step where it stopped; empty where nobody is known. */
  readonly owner: string;
  readonly table: Pick<TableView, 'columns' | 'rows'>;
}

/** A picture as data: modules say what to show, renderers how. */
export type View = TableView | DayStripsView | TimelineView | CurveView | TreeView | MapView | PathView;

/** A picture as the table it comes with. */
export const asTable = ({ id, title, note, table }: MapView | PathView): TableView => ({
  kind: 'table',
  id,
  title,
  ...(note === undefined ? {} : { note }),
  ...table,
});
