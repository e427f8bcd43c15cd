/** What lies behind the values of techniques: curves through points, and what is told in words. Pure. */
import type { MitigationRun } from '../../extension/host/experiments/runRecord.ts';
import type { Details, Point } from '../../extension/worker/mitigate/question.ts';
import { formatReal } from '../result/numbers.ts';
import type { Table } from '../result/table.ts';

export interface Fit {
  readonly id: string;
  readonly title: string;
  readonly kind: 'extrapolation' | 'regression';
  readonly points: readonly Point[];
  /** In order of x; none where no curve was found. */
  readonly curve: readonly { readonly x: number; readonly y: number }[];
  readonly axes: readonly [x: string, y: string];
  /** For an extrapolation: what was found at x = 0. */
  readonly limit?: { readonly y: number; readonly standardError: number };
  readonly words: readonly string[];
}

export function fitsOf({ result }: MitigationRun): readonly Fit[] {
  return (result?.estimates ?? []).flatMap((estimate) =>
    'failure' in estimate || !estimate.details
      ? []
      : fitsIn(estimate.details, estimate.technique, { y: estimate.value, standardError: estimate.standardError }),
  );
}

function fitsIn(details: Details, title: string, limit?: Fit['limit']): readonly Fit[] {
  switch (details.kind) {
    case 'settings':
      return details.parts.flatMap((part) =>
        part.details ? fitsIn(part.details, `${title}: ⟨${part.observable}⟩`) : [],
      );
    case 'extrapolation': {
      const { points, curve, model, candidates = [] } = details;
      const tried = candidates.map(({ model: name, limit: at, standardError, criterion, reason }) =>
        at === undefined
          ? `${name}: ${reason ?? 'no fit'}`
          : `${name}: ${formatReal(at)}${standardError === undefined ? '' : ` ± ${formatReal(standardError)}`}${criterion === undefined ? '' : `, criterion ${criterion.toFixed(1)}`}${reason ? `, ${reason}` : ''}`,
      );
      const words = [`Curve: ${model}.`, ...(tried.length > 0 ? [`Tried: ${tried.join('; ')}.`] : [])];
      const axes = ['Strength of the noise', 'Expectation value'] as const;
      const end = limit ?? (curve[0] && { y: curve[0].y, standardError: 0 });
      return [{ id: title, title, kind: 'extrapolation', points, curve, axes, words, ...(end && { limit: end }) }];
    }
    case 'regression': {
      const { points, coefficients, intercept } = details;
      const xs = points.map(({ x }) => x);
      const ends = [Math.min(...xs), Math.max(...xs)];
      const formula = coefficients.map(
        (factor, index) => `${formatReal(factor)}·noisy${coefficients.length > 1 ? index + 1 : ''}`,
      );
      return [
        {
          id: title,
          title,
          kind: 'regression',
          points,
          curve: ends.map((x) => ({ x, y: x })),
          axes: ['Predicted from noisy values', 'Without noise'],
          words: [`Each point is a training circuit. Prediction: ${[...formula, formatReal(intercept)].join(' + ')}.`],
        },
      ];
    }
    default:
      return [];
  }
}

/** Of points from the curve; in standard errors where the points have them. */
export function residualsOf({ points, curve }: Pick<Fit, 'points' | 'curve'>): readonly number[] {
  return points.map(({ x, y, standardError }) => {
    const off = y - heightAt(curve, x);
    return standardError > 0 ? off / standardError : off;
  });
}

/** Of a curve that is given by points, between two of them. */
export function heightAt(curve: Fit['curve'], x: number): number {
  const next = curve.findIndex((point) => point.x >= x - 1e-12);
  const [before, after] = [curve[Math.max(0, next - 1)], curve[next]];
  if (!before || !after) return Number.NaN;
  return after.x === before.x ? after.y : before.y + ((x - before.x) / (after.x - before.x)) * (after.y - before.y);
}

export function fitTable(fit: Fit): Table {
  const residuals = residualsOf(fit);
  return {
    caption: fit.title,
    columns: [
      { key: 'x', title: fit.axes[0], show: formatReal },
      { key: 'y', title: fit.axes[1], show: formatReal },
      { key: 'standard_error', title: 'Standard error', show: formatReal },
      { key: 'curve', title: 'Curve', show: formatReal },
      { key: 'residual', title: 'Residual (standard errors)', show: (value) => value.toFixed(2) },
    ],
    rows: fit.points.map(({ x, y, standardError }, index) => [
      x,
      y,
      standardError,
      heightAt(fit.curve, x),
      residuals[index] ?? Number.NaN,
    ]),
  };
}

/** What is told of a technique in words alone. */
export function remarksOn({ result }: MitigationRun): readonly string[] {
  return (result?.estimates ?? []).flatMap((estimate) => {
    if ('failure' in estimate || !estimate.details) return [];
    return wordsOn(estimate.details).map((words) => `${estimate.technique}: ${words}`);
  });
}

function wordsOn(details: Details): readonly string[] {
  switch (details.kind) {
    case 'sampling':
      return [
        `${details.samples} samples of ${details.circuits} circuits; each sample counts ${details.gamma.toPrecision(3)} times (γ).`,
      ];
    case 'readout':
      return [`the standard error grows ${details.overhead.toPrecision(3)} times.`];
    case 'selection':
      return [`${(100 * details.kept).toFixed(1)}% of the shots were kept.`];
    case 'combination':
      return [
        `${details.circuits} circuits, whose weights add up to ${details.gamma.toPrecision(3)} without their signs.`,
      ];
    case 'factor':
      return [`${formatReal(details.factor)} ± ${formatReal(details.standardError)} is left of a known value.`];
    case 'expansion':
      return [`${details.operators} operators, ${details.paulis} products of Paulis.`];
    case 'distillation':
      return [`${details.copies} copies; the trace of that power of the state is ${formatReal(details.purity)}.`];
    case 'shadows':
      return [`${details.bases} bases; a shot has a variance of at most ${details.norm} for each product of Paulis.`];
    case 'spectrum': {
      const kept = details.amplitudes.flatMap((amplitude, harmonic) => (amplitude > 0 ? [harmonic] : []));
      return [`harmonics that were kept: ${kept.join(', ') || 'none'}.`];
    }
    case 'settings':
      return details.parts.flatMap((part) => (part.details ? wordsOn(part.details) : []));
    default:
      return [];
  }
}
