/** Programs of any length for measuring: the quantum Fourier transform in the gates that transpilers leave. */

/** 16 qubits take 10 KB, 66 200 KB, 160 1.1 MB in 64,000 lines. */
export function qft(qubits: number): string {
  const lines = ['OPENQASM 2.0;', 'include "qelib1.inc";', `qreg q[${qubits}];`, `creg c[${qubits}];`];
  for (let target = qubits - 1; target >= 0; target--) {
    lines.push(`h q[${target}];`);
    for (let control = target - 1; control >= 0; control--) {
      const [a, b] = [`q[${control}]`, `q[${target}]`];
      const angle = `pi/${2 ** Math.min(target - control, 9)}`;
      lines.push(`u1(${angle}) ${a};`, `cx ${a},${b};`, `u1(-${angle}) ${b};`, `cx ${a},${b};`, `u1(${angle}) ${b};`);
    }
  }
  for (let qubit = 0; qubit < qubits; qubit++) lines.push(`measure q[${qubit}] -> c[${qubit}];`);
  return [...lines, ''].join('\n');
}

/** The text with one word changed in its middle, so that it has one mistake. */
export function withMistake(text: string): string {
  const at = text.indexOf('\ncx ', text.length / 2);
  return `${text.slice(0, at)}\ncxx ${text.slice(at + 4)}`;
}
