/** The shapes that generic devices come in: which qubits are coupled, and where they are in a drawing. */

export interface Topology {
  readonly qubitCount: number;
  /** Each pair once. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly positions: readonly (readonly [x: number, y: number])[];
}

const count = <T>(length: number, make: (index: number) => T): T[] => Array.from({ length }, (_, index) => make(index));

export function linear(qubitCount: number): Topology {
  return {
    qubitCount,
    pairs: count(qubitCount - 1, (qubit) => [qubit, qubit + 1]),
    positions: count(qubitCount, (qubit) => [qubit, 0]),
  };
}

/** Drawn as a circle on which neighbours are at a distance of 1. */
export function ring(qubitCount: number): Topology {
  return {
    qubitCount,
    pairs: count(qubitCount > 2 ? qubitCount : qubitCount - 1, (qubit) => [qubit, (qubit + 1) % qubitCount]),
    positions: circle(qubitCount),
  };
}

/** Numbered row by row. */
export function grid(rows: number, columns: number): Topology {
  const at = (row: number, column: number) => row * columns + column;
  const pairs: (readonly [number, number])[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (column + 1 < columns) pairs.push([at(row, column), at(row, column + 1)]);
      if (row + 1 < rows) pairs.push([at(row, column), at(row + 1, column)]);
    }
  }
  const qubitCount = rows * columns;
  return { qubitCount, pairs, positions: count(qubitCount, (q) => [q % columns, Math.floor(q / columns)]) };
}

/**
 * The lattice of the heavy-hexagon code of an odd distance d: d² data qubits, d(d-1) flags between those of a row and
 * (d²-1)/2 ancillas between the rows. Chamberland et al., "Topological and subsystem codes on low-degree graphs with flag
 * qubits", Phys. Rev. X 10, 011022 (2020). Numbered row by row, ancillas between their rows.
 */
export function heavyHex(distance: number): Topology {
  const width = 2 * distance - 1;
  const ancillas = (distance + 1) / 2;
  const firstOf = (row: number) => row * (width + ancillas);
  const pairs: (readonly [number, number])[] = [];
  const positions: (readonly [number, number])[] = [];
  for (let row = 0; row < distance; row++) {
    for (let column = 0; column < width; column++) {
      positions.push([column, 2 * row]);
      if (column + 1 < width) pairs.push([firstOf(row) + column, firstOf(row) + column + 1]);
    }
    if (row + 1 === distance) break;
    // Ancillas join every other flag, in each gap the others, and the data qubits at one end.
    for (let index = 0; index < ancillas; index++) {
      const column = row % 2 === 0 ? Math.min(1 + 4 * index, width - 1) : Math.max(4 * index - 1, 0);
      const ancilla = firstOf(row) + width + index;
      positions.push([column, 2 * row + 1]);
      pairs.push([firstOf(row) + column, ancilla], [ancilla, firstOf(row + 1) + column]);
    }
  }
  return { qubitCount: positions.length, pairs, positions };
}

export function allToAll(qubitCount: number): Topology {
  const pairs = count(qubitCount, (low) => count(qubitCount - low - 1, (index) => [low, low + 1 + index] as const));
  return { qubitCount, pairs: pairs.flat(), positions: circle(qubitCount) };
}

function circle(qubitCount: number): readonly (readonly [number, number])[] {
  const radius = qubitCount > 1 ? 1 / (2 * Math.sin(Math.PI / qubitCount)) : 0;
  return count(qubitCount, (qubit) => {
    const angle = (2 * Math.PI * qubit) / qubitCount - Math.PI / 2;
    return [radius * (1 + Math.cos(angle)), radius * (1 + Math.sin(angle))];
  });
}
