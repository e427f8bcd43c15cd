/**
 * How wide each column is and how far frames stand off their content. Knows sizes, not positions.
 */
import type { Packing, PlacedGroup } from './columns.ts';
import { type Metrics, truncate } from './metrics.ts';
import { leafWidth } from './shapes.ts';

export interface ColumnSizes {
  /** Width of what stands in each column. */
  readonly content: readonly number[];
  /** Room for frames at the left and at the right of the content. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  groupPads(group: PlacedGroup): GroupPads;
}

/** Distances from a frame to the content of its first and last columns and rows. */
export interface GroupPads {
  readonly open: number;
  readonly close: number;
  readonly top: number;
  readonly bottom: number;
  /** From each divider to the content of the compartment after it. */
  readonly dividers: readonly number[];
}

export function measureColumns(packing: Packing, metrics: Metrics): ColumnSizes {
  const content = Array<number>(packing.columnCount).fill(metrics.fit(metrics.symbolWidth));
  const before = Array<number>(packing.columnCount).fill(0);
  const after = Array<number>(packing.columnCount).fill(0);
  const pads = new Map<PlacedGroup, GroupPads>();
  const padsOf = (group: PlacedGroup) => pads.get(group) ?? NO_PADS;
  for (const { leaf, column } of packing.leaves) {
    content[column] = Math.max(content[column] ?? 0, leafWidth(leaf, metrics));
  }
  for (const group of packing.groups) {
    const measured = measureGroup(group, padsOf, metrics);
    pads.set(group, measured);
    raise(before, group.starts[0] ?? 0, measured.open);
    raise(after, group.end - 1, measured.close);
    measured.dividers.forEach((divider, index) => {
      raise(before, group.starts[index + 1] ?? 0, divider);
    });
  }
  const sizes = { content, before, after, groupPads: padsOf };
  for (const group of packing.groups) widenForLabels(group, sizes, content, metrics);
  return sizes;
}

const NO_PADS: GroupPads = { open: 0, close: 0, top: 0, bottom: 0, dividers: [] };

function raise(sizes: number[], index: number, least: number): void {
  sizes[index] = Math.max(sizes[index] ?? 0, least);
}

function measureGroup(
  { group, starts, end, inner }: PlacedGroup,
  padsOf: (group: PlacedGroup) => GroupPads,
  metrics: Metrics,
): GroupPads {
  const largest = (groups: readonly PlacedGroup[], pad: (pads: GroupPads) => number) =>
    groups.reduce((most, other) => Math.max(most, pad(padsOf(other))), 0);
  const opening = (compartment: number) =>
    largest(
      (inner[compartment] ?? []).filter((other) => other.starts[0] === starts[compartment]),
      ({ open }) => open,
    );
  const all = inner.flat();
  const own = group.connectors.length > 0 ? metrics.frameConnectorPadding : metrics.framePadding;
  return {
    open: own + opening(0),
    close:
      metrics.framePadding +
      largest(
        all.filter((other) => other.end === end),
        ({ close }) => close,
      ),
    top:
      metrics.frameHeader +
      largest(
        all.filter((other) => other.group.top === group.top),
        ({ top }) => top,
      ),
    bottom:
      metrics.frameFooter +
      largest(
        all.filter((other) => other.group.bottom === group.bottom),
        ({ bottom }) => bottom,
      ),
    dividers: starts.slice(1).map((_, index) => metrics.framePadding + opening(index + 1)),
  };
}

/** Makes each compartment at least as wide as its label. */
function widenForLabels(placed: PlacedGroup, sizes: ColumnSizes, content: number[], metrics: Metrics): void {
  const { group, starts, end } = placed;
  const pads = sizes.groupPads(placed);
  group.compartments.forEach(({ label }, index) => {
    const from = starts[index] ?? 0;
    const to = starts[index + 1] ?? end;
    const text = metrics.textWidth(truncate(label, metrics.limits.condition), 'small');
    const wanted = text + (metrics.stacked ? 16 + (group.look === 'expanded' ? 14 : 0) : 6);
    let width = (index === 0 ? pads.open : (pads.dividers[index - 1] ?? 0)) + (to === end ? pads.close : 0);
    for (let column = from; column < to; column++) {
      width += (content[column] ?? 0) + (column > from ? metrics.columnGap + (sizes.before[column] ?? 0) : 0);
      if (column < to - 1) width += sizes.after[column] ?? 0;
    }
    if (width >= wanted) return;
    const share = Math.ceil((wanted - width) / (to - from));
    for (let column = from; column < to; column++) content[column] = metrics.fit((content[column] ?? 0) + share);
  });
}
