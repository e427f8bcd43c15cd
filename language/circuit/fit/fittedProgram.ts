/** A fitted circuit as a program on hardware qubits, which fits to its device as it is. */

import type { Circuit } from '../circuit.ts';
import { wireName } from '../circuit.ts';
import { exportCircuit } from '../export/exportCircuit.ts';
import type { ExportResult } from '../export/problem.ts';
import type { FittedCircuit } from './fittedCircuit.ts';

/**
 * OpenQASM 3. Comments at the top say where the qubits of the program start and end.
 *
 * @param reference what the program names its device by; absent: it names none
 */
export function fittedProgram(program: Circuit, fitted: FittedCircuit, reference?: string): ExportResult {
  const result = exportCircuit(fitted.circuit, 'qasm3');
  if (result.kind === 'refused') return result;
  const [version = '', ...rest] = result.text.split('\n');
  const places = fitted.initialLayout.flatMap((start, qubit) => {
    if (start === undefined) return [];
    const name = wireName(program.qubits, qubit);
    const end = fitted.finalLayout[qubit];
    if (name === `$${start}` && end === start) return [];
    return [`// ${name} is on $${start}${end === start ? '' : `, and at the end on $${end}`}`];
  });
  const pragma = reference === undefined ? [] : [`pragma ketlab.device "${reference}"`];
  return { kind: 'text', text: [...places, version, ...pragma, ...rest].join('\n') };
}
