/** Small circuits of different kinds, on up to five qubits, that the error budget is held against simulation on. */

const line = (text: (qubit: number) => string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => text(from + index)).join(' ');

/** A body on the register `q`, all of it measured. */
const program = (qubits: number, body: string) =>
  `OPENQASM 3.0; include "stdgates.inc"; qubit[${qubits}] q; bit[${qubits}] c; ${body} c = measure q;`;

const entangle = (last: number) => line((qubit) => `cx q[${qubit}], q[${qubit + 1}];`, 0, last - 1);
const hadamards = (qubits: number) => line((qubit) => `h q[${qubit}];`, 0, qubits - 1);
const rotations = (qubits: number, angle: number) =>
  line((qubit) => `ry(${angle} + ${qubit}) q[${qubit}];`, 0, qubits - 1);

export const NOISE_CIRCUITS: Readonly<Record<string, string>> = {
  'one flip': program(1, 'x q[0];'),
  'two Hadamards': program(1, 'h q[0]; h q[0];'),
  'long wait': program(2, 'x q[0]; x q[1]; delay[10us] q[0]; cx q[0], q[1];'),
  Bell: program(2, 'h q[0]; cx q[0], q[1];'),
  'Bell and back': program(2, 'h q[0]; cx q[0], q[1]; cx q[0], q[1]; h q[0];'),
  'GHZ-3': program(3, `h q[0]; ${entangle(2)}`),
  'GHZ-5': program(5, `h q[0]; ${entangle(4)}`),
  'GHZ-4 and back': program(4, `h q[0]; ${entangle(3)} cx q[2], q[3]; cx q[1], q[2]; cx q[0], q[1]; h q[0];`),
  'Deutsch-Jozsa': program(3, 'x q[2]; h q[0]; h q[1]; h q[2]; cx q[0], q[2]; cx q[1], q[2]; h q[0]; h q[1]; h q[2];'),
  'Bernstein-Vazirani': program(4, `x q[3]; ${hadamards(4)} cx q[0], q[3]; cx q[2], q[3]; ${hadamards(4)}`),
  'hidden shift': program(
    4,
    `${hadamards(4)} x q[1]; cz q[0], q[1]; cz q[2], q[3]; x q[1]; ${hadamards(4)} cz q[0], q[1]; cz q[2], q[3]; ${hadamards(4)}`,
  ),
  'W-3': program(3, 'ry(1.9106332362490186) q[0]; ch q[0], q[1]; cx q[1], q[2]; cx q[0], q[1]; x q[0];'),
  Toffoli: program(3, 'x q[0]; x q[1]; ccx q[0], q[1], q[2];'),
  'full adder': program(
    4,
    'x q[0]; x q[1]; ccx q[0], q[1], q[3]; cx q[0], q[1]; ccx q[1], q[2], q[3]; cx q[1], q[2]; cx q[0], q[1];',
  ),
  'QFT-3 and back': program(
    3,
    'x q[0]; h q[2]; cp(pi/2) q[1], q[2]; h q[1]; cp(pi/4) q[0], q[2]; cp(pi/2) q[0], q[1]; h q[0]; h q[0]; cp(-pi/2) q[0], q[1]; cp(-pi/4) q[0], q[2]; h q[1]; cp(-pi/2) q[1], q[2]; h q[2];',
  ),
  'phase estimation': program(
    3,
    'x q[2]; h q[0]; h q[1]; cp(pi) q[1], q[2]; cp(pi/2) q[0], q[2]; h q[1]; cp(-pi/2) q[0], q[1]; h q[0];',
  ),
  'Grover-2': program(
    2,
    'h q[0]; h q[1]; cz q[0], q[1]; h q[0]; h q[1]; x q[0]; x q[1]; cz q[0], q[1]; x q[0]; x q[1]; h q[0]; h q[1];',
  ),
  'swap test': program(3, 'ry(0.4) q[1]; ry(0.4) q[2]; h q[0]; cswap q[0], q[1], q[2]; h q[0];'),
  'Ising step': program(
    4,
    `rx(0.4) q[0]; rx(0.4) q[1]; rx(0.4) q[2]; rx(0.4) q[3]; ${line((q) => `cx q[${q}], q[${q + 1}]; rz(0.6) q[${q + 1}]; cx q[${q}], q[${q + 1}];`, 0, 2)} rx(0.4) q[0]; rx(0.4) q[1]; rx(0.4) q[2]; rx(0.4) q[3];`,
  ),
  ansatz: program(4, `${rotations(4, 0.3)} ${entangle(3)} ${rotations(4, 0.9)} ${entangle(3)} ${rotations(4, 1.7)}`),
};
