/** The gates that the language itself defines. */
import type { GateSymbol, References } from './program.ts';

const primitive = (
  name: 'U' | 'gphase' | 'CX',
  parameters: readonly string[],
  qubits: readonly string[],
  references: References = new Map(),
): GateSymbol => ({
  kind: 'gate',
  name,
  span: { start: 0, end: 0 },
  source: 0,
  parameters,
  qubits,
  definition: undefined,
  primitive: name,
  standard: true,
  extension: false,
  references,
});

const U = primitive('U', ['θ', 'φ', 'λ'], ['q']);
/** What OpenQASM 2 knows without a library. */
export const PRIMITIVES_2: readonly GateSymbol[] = [U, primitive('CX', [], ['control', 'target'])];
/** What OpenQASM 3 knows without a library. */
export const PRIMITIVES_3: readonly GateSymbol[] = [U, primitive('gphase', ['γ'], [])];
