/** What a technique costs, as figures that are shown: whatever figures the job reports. */
import { withSeparators } from '../circuit/wires.ts';
import type { Column } from '../result/table.ts';

export type Cost = Readonly<Record<string, number>>;

const TITLES: Readonly<Record<string, string>> = {
  circuits: 'Circuits',
  shots: 'Shots',
  gates: 'Gates',
  seconds: 'Time',
};

export const costTitle = (key: string): string => TITLES[key] ?? key.replace(/^./, (first) => first.toUpperCase());

/** The figures that any of them has, in order. */
export function costKeys(costs: readonly (object | undefined)[]): readonly string[] {
  return [...new Set(costs.flatMap((cost) => Object.entries(cost ?? {})))]
    .filter(([, value]) => typeof value === 'number')
    .map(([key]) => key)
    .filter((key, index, all) => all.indexOf(key) === index);
}

export const costOf = (cost: object, key: string): number => Number(Reflect.get(cost, key) ?? Number.NaN);

export const costColumn = (key: string): Column => ({
  key,
  title: costTitle(key),
  show: (value) => formatCost(key, value),
});

export function formatCost(key: string, value: number): string {
  if (!Number.isFinite(value)) return '–';
  return key === 'seconds' ? formatSeconds(value) : withSeparators(Math.round(value));
}

function formatSeconds(seconds: number): string {
  if (seconds < 1) return `${Number((1000 * seconds).toPrecision(2))} ms`;
  if (seconds < 120) return `${Number(seconds.toPrecision(3))} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
