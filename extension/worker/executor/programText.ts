/** Circuits as executors get them: OpenQASM. */
import type { Circuit } from '../../../language/circuit/circuit.ts';
import { exportCircuit } from '../../../language/circuit/export/exportCircuit.ts';
import { JobError } from '../errors.ts';
import type { Hello } from './messages.ts';

/** @throws {JobError} where the language cannot say it */
export function programText(circuit: Circuit, language: Hello['language']): string {
  const result = exportCircuit(circuit, language === 'openqasm2' ? 'qasm2' : 'qasm3');
  if (result.kind === 'text') return result.text;
  const [problem] = result.problems;
  throw new JobError(`The executor takes OpenQASM ${language.slice(-1)} alone. ${problem?.message}`, problem);
}
