/** Builds circuits by hand for the tests of the views: short enough to read beside the expectation. */
import type { Circuit, GateDefinition, GateOperation, Operation, Register } from '../../language/circuit/circuit.ts';
import type { ClassicalExpression, Parameter } from '../../language/circuit/expression.ts';

export type Draft<T> = T extends Operation ? Omit<T, 'start' | 'end'> & { start?: number; end?: number } : never;
export type OperationDraft = Draft<Operation>;

const SPAN = { start: 0, end: 0 };

export interface CircuitDraft {
  /** Sizes by name; 0 declares a single one without a size. */
  readonly qubits?: Readonly<Record<string, number>>;
  readonly bits?: Readonly<Record<string, number>>;
  readonly inputs?: readonly string[];
  readonly variables?: readonly string[];
  readonly gates?: readonly Partial<GateDefinition>[];
  readonly origins?: Circuit['origins'];
}

/** Gates not among `gates` are of the standard library. */
export function circuit(draft: CircuitDraft, operations: readonly (OperationDraft | GateDraft)[]): Circuit {
  const gates: GateDefinition[] = (draft.gates ?? []).map((gate) => ({
    name: 'g',
    parameters: [],
    qubits: [],
    standard: false,
    source: 0,
    span: SPAN,
    ...gate,
  }));
  const qubits = registers(draft.qubits ?? {});
  const bits = registers(draft.bits ?? {}).map((register) => ({ ...register, output: true }));
  const built = buildAll(operations, gates);
  return {
    version: '3.0',
    sources: ['file:///test.qasm'],
    qubitCount: total(qubits),
    qubits,
    bitCount: total(bits),
    bits,
    variables: [
      ...(draft.inputs ?? []).map((name) => ({ name, type: { kind: 'float' } as const, input: true, span: SPAN })),
      ...(draft.variables ?? []).map((name) => ({ name, type: { kind: 'int' } as const, input: false, span: SPAN })),
    ],
    gates,
    origins: draft.origins ?? [],
    operations: built,
    complete: true,
  };
}

const total = (registers: readonly Register[]): number => registers.reduce((sum, { size }) => sum + size, 0);

function registers(sizes: Readonly<Record<string, number>>): Register[] {
  let start = 0;
  return Object.entries(sizes).map(([name, size]) => {
    const register = { name, start, size: Math.max(size, 1), scalar: size === 0, span: SPAN };
    start += register.size;
    return register;
  });
}

/** A gate by its name, or an operation, at a place that grows with each. */
export type GateDraft = Omit<GateOperation, 'gate' | 'start' | 'end' | 'parameters'> & {
  readonly name: string;
  readonly parameters?: readonly Parameter[];
  readonly start?: number;
  readonly end?: number;
};

export const gate = (name: string, qubits: readonly number[], more: Partial<GateDraft> = {}): GateDraft => ({
  kind: 'gate',
  name,
  qubits,
  ...more,
});

export const measure = (qubit: number, bit?: number): OperationDraft =>
  bit === undefined ? { kind: 'measure', qubit } : { kind: 'measure', qubit, bit };

export const bitIs = (bit: number, value: 0 | 1): ClassicalExpression => ({
  kind: 'binary',
  operator: '==',
  left: { kind: 'bits', bits: [bit], type: { kind: 'bit' } },
  right: { kind: 'literal', type: { kind: 'bit' }, value: String(value) },
  type: { kind: 'bool' },
});

export const when = (
  condition: ClassicalExpression,
  then: readonly (OperationDraft | GateDraft)[],
  otherwise: readonly (OperationDraft | GateDraft)[] = [],
): OperationDraft => ({
  kind: 'if',
  condition,
  then: then as unknown as Operation[],
  otherwise: otherwise as unknown as Operation[],
});

export const number = (value: number): ClassicalExpression => ({
  kind: 'literal',
  type: { kind: 'int' },
  value: String(value),
});

function buildAll(drafts: readonly (OperationDraft | GateDraft)[], gates: GateDefinition[]): Operation[] {
  return drafts.map((draft, index) => build(draft, index, gates));
}

function build(draft: OperationDraft | GateDraft, index: number, gates: GateDefinition[]): Operation {
  const span = { start: draft.start ?? index * 10, end: draft.end ?? index * 10 + 9 };
  if ('name' in draft) {
    const { name, ...rest } = draft;
    let gateIndex = gates.findIndex((known) => known.name === name);
    if (gateIndex < 0) {
      const qubits = draft.qubits.slice(draft.controls?.length ?? 0).map((_, port) => String.fromCharCode(97 + port));
      const primitive = name === 'gphase' ? { primitive: 'gphase' as const } : {};
      gateIndex = gates.push({ name, parameters: [], qubits, standard: true, source: 0, span: SPAN, ...primitive }) - 1;
    }
    return { parameters: [], ...rest, gate: gateIndex, ...span };
  }
  const nested = (body: readonly Operation[]) => buildAll(body as unknown as (OperationDraft | GateDraft)[], gates);
  switch (draft.kind) {
    case 'if':
      return { ...draft, then: nested(draft.then), otherwise: nested(draft.otherwise), ...span };
    case 'while':
    case 'for':
    case 'box':
      return { ...draft, body: nested(draft.body), ...span };
    case 'switch':
      return {
        ...draft,
        cases: draft.cases.map((one) => ({ ...one, body: nested(one.body) })),
        otherwise: nested(draft.otherwise),
        ...span,
      };
    default:
      return { ...draft, ...span };
  }
}
