/** The decomposition of a map over others whose coefficients have the least one-norm: a linear programme. */
import { solve } from 'yalps';

const TOLERANCE = 1e-9;

/**
 * Of maps as matrices of the same size: η with Σ ηₐ Bₐ = `target` and the least Σ|ηₐ|: that is the cost of sampling (Temme et al., arXiv 1612.02058, section III).
 *
 * @returns `undefined` where the basis does not span the target
 */
export function leastOneNorm(basis: readonly Float64Array[], target: Float64Array): readonly number[] | undefined {
  const reduced = reduce(basis, target);
  if (!reduced) return undefined;
  const { rows, pivots } = reduced;
  const count = basis.length;
  if (pivots.length === count) {
    const solution = new Array<number>(count).fill(0);
    pivots.forEach((column, row) => {
      solution[column] = rows[row]![count]!;
    });
    return solution;
  }
  return byProgramme(rows, count);
}

/** Each coefficient as the difference of two that are not negative. */
function byProgramme(rows: readonly (readonly number[])[], count: number): readonly number[] | undefined {
  const variables = Array.from({ length: count }, (_, index) => index).flatMap((index) =>
    [1, -1].map((sign) => {
      const coefficients = rows.flatMap((row, constraint) => {
        const value = sign * row[index]!;
        return value === 0 ? [] : [[`row${constraint}`, value] as const];
      });
      return [`${sign > 0 ? 'plus' : 'minus'}${index}`, new Map([...coefficients, ['cost', 1]])] as const;
    }),
  );
  const constraints = rows.map((row, constraint) => [`row${constraint}`, { equal: row[count]! }] as const);
  const { status, variables: found } = solve({ direction: 'minimize', objective: 'cost', constraints, variables });
  if (status !== 'optimal') return undefined;
  const values = new Map(found);
  return Array.from(
    { length: count },
    (_, index) => (values.get(`plus${index}`) ?? 0) - (values.get(`minus${index}`) ?? 0),
  );
}

/**
 * The equations of all entries, as few as there are independent ones: reduced to echelon form, the right side as the last
 * column. `undefined` where they contradict each other.
 */
function reduce(basis: readonly Float64Array[], target: Float64Array) {
  const count = basis.length;
  const rows = [...target].map((value, entry) => [...basis.map((map) => map[entry]!), value]);
  const pivots: number[] = [];
  for (let column = 0; column < count; column++) {
    const top = pivots.length;
    let best = top;
    for (let row = top; row < rows.length; row++) {
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[best]![column]!)) best = row;
    }
    if (!(Math.abs(rows[best]?.[column] ?? 0) > TOLERANCE)) continue;
    [rows[top], rows[best]] = [rows[best]!, rows[top]!];
    const pivot = rows[top]!;
    const scale = pivot[column]!;
    for (let k = 0; k <= count; k++) pivot[k]! /= scale;
    for (const [row, entries] of rows.entries()) {
      const factor = entries[column]!;
      if (row === top || factor === 0) continue;
      for (let k = 0; k <= count; k++) entries[k]! -= factor * pivot[k]!;
    }
    pivots.push(column);
  }
  const rest = rows.slice(pivots.length);
  if (rest.some((row) => Math.abs(row[count]!) > TOLERANCE)) return undefined;
  return { rows: rows.slice(0, pivots.length), pivots };
}
