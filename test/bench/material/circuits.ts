/** Circuits for benchmarks, as lists of gates that every peer can be given. */

/** Its name as in stdgates.inc, its qubits, and its angle. */
export type Gate = readonly [
  name: 'h' | 's' | 'ry' | 'rz' | 'cx' | 'cp' | 'swap',
  qubits: readonly number[],
  angle?: number,
];

/** On each qubit RY and RZ by random angles, then CX on neighbours, in turn from qubit 0 and from qubit 1. */
export function randomLayers(qubits: number, layers: number): Gate[] {
  let seed = 1;
  const angle = () => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return Number(((2 * Math.PI * seed) / 2 ** 31).toFixed(6));
  };
  const gates: Gate[] = [];
  for (let layer = 0; layer < layers; layer++) {
    for (let qubit = 0; qubit < qubits; qubit++) gates.push(['ry', [qubit], angle()], ['rz', [qubit], angle()]);
    for (let qubit = layer % 2; qubit + 1 < qubits; qubit += 2) gates.push(['cx', [qubit, qubit + 1]]);
  }
  return gates;
}

/** The circuit as a program. */
export function textOf({ qubits, gates }: { readonly qubits: number; readonly gates: readonly Gate[] }): string {
  const calls = gates.map(([name, wires, angle]) => {
    const operands = wires.map((wire) => `q[${wire}]`).join(', ');
    // qsharp-lang takes no integer for an angle.
    return `${name}${angle === undefined ? '' : `(${angle.toFixed(6)})`} ${operands};`;
  });
  return ['OPENQASM 3.0;', 'include "stdgates.inc";', `qubit[${qubits}] q;`, ...calls, ''].join('\n');
}
