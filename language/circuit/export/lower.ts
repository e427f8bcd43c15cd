/**
 * From the gates of a circuit, with any modifiers, to calls that targets can write: plain gates (`standardForms.ts`),
 * the user's own gates where the target can define them, matrices where it can hold them, each under controls.
 *
 * A gate the target cannot define is replaced by its body, where it is called. Whole powers are repeated. Global phases
 * are kept where they can be observed: under controls, and in gates that are called under controls or to a power.
 */

import { allOperations } from '../blocks.ts';
import type { BarrierOperation, Circuit, DelayOperation, GateOperation, Operation } from '../circuit.ts';
import { NO_CONTEXT } from '../evaluate.ts';
import { expandOperation, MAX_REPETITIONS } from '../expand.ts';
import type { Parameter } from '../expression.ts';
import { type ControlledUnitary, controlledOperation, libraryOf, MatrixError } from '../matrices.ts';
import type { Matrix } from '../matrix.ts';
import { power } from '../matrixPower.ts';
import { X } from '../standardGates.ts';
import { recognize } from './oneQubitGate.ts';
import { negated, scaled } from './parameterAlgebra.ts';
import { CannotExpress } from './problem.ts';
import { inverseForm, type PlainName, type StandardForm, standardForm } from './standardForms.ts';

/** A gate under `controls` in these states; `qubits` are the controls, then the gate's own. */
interface CallBase {
  readonly parameters: readonly Parameter[];
  readonly controls: readonly (0 | 1)[];
  readonly qubits: readonly number[];
}

export interface PlainCall extends CallBase {
  readonly kind: 'plain';
  readonly name: PlainName;
}

/** A gate of the user's, which the target has a definition for. */
export interface CustomCall extends CallBase {
  readonly kind: 'custom';
  /** Index into the circuit's `gates`. */
  readonly gate: number;
  readonly inverse: boolean;
}

/** A gate given by its matrix; the first of its own qubits is the least significant. */
export interface MatrixCall extends CallBase {
  readonly kind: 'matrix';
  readonly matrix: Matrix;
}

/** A standard gate that the target has as it is, without modifiers. */
export interface KeptCall extends CallBase {
  readonly kind: 'kept';
  readonly name: string;
}

export type GateCall = PlainCall | CustomCall | MatrixCall | KeptCall;
/** What gates are lowered to: bodies of gates can hold barriers and delays too. */
export type Lowered = GateCall | (BarrierOperation & { readonly kind: 'barrier' }) | DelayOperation;

/** What a target can do with gates. */
export interface Abilities {
  /** Whether it has gates defined by a body, and whether those can be controlled and inverted. */
  readonly definitions: 'none' | 'plain' | 'modified';
  /** Has gates defined by their matrix. */
  readonly matrices: boolean;
  /** Can say `gphase`. */
  readonly globalPhase: boolean;
  /** Has gates that are known by name only. */
  readonly opaque: boolean;
  /** Plain gates it does not have: they are replaced by their bodies. */
  readonly without: readonly PlainName[];
  /** Names of standard gates, and primitives, that it has as they are, up to a global phase. */
  readonly keeps?: ReadonlySet<string>;
}

/** Writes the definition of a gate, before its first use. @throws {CannotExpress} where the target has none for it */
export type Define = (gate: number, body: readonly Lowered[]) => void;

export class Lowering {
  readonly #circuit: Circuit;
  readonly #abilities: Abilities;
  readonly #define: Define;
  readonly #defined = new Map<number, boolean>();
  readonly #phaseSensitive: ReadonlySet<number>;

  constructor(circuit: Circuit, abilities: Abilities, define: Define) {
    this.#circuit = circuit;
    this.#abilities = abilities;
    this.#define = define;
    this.#phaseSensitive = phaseSensitiveGates(circuit);
  }

  /** @throws {CannotExpress} */
  lower(operation: GateOperation): Lowered[] {
    return this.#lower(operation, false);
  }

  /** @param keepPhase the operation stands in a body whose phase can be observed */
  #lower(operation: GateOperation, keepPhase: boolean): Lowered[] {
    const { powers = [] } = operation;
    if (powers.length === 0) return this.#once(operation, false, keepPhase);
    const exponent = wholeProduct(powers);
    if (exponent === undefined || Math.abs(exponent) > MAX_REPETITIONS) return this.#computed(operation, keepPhase);
    const once = this.#once({ ...operation, powers: [] }, exponent < 0, keepPhase);
    return Array.from({ length: Math.abs(exponent) }, () => once).flat();
  }

  /** The operation without its powers, or its inverse. */
  #once(operation: GateOperation, inverse: boolean, keepPhase: boolean): Lowered[] {
    const { controls = [] } = operation;
    const modified = inverse || controls.length > 0;
    const form = this.#formOf(operation);
    const name = this.#circuit.gates[operation.gate]?.name ?? '';
    if (form && !modified && this.#abilities.keeps?.has(name)) {
      return [{ kind: 'kept', name, parameters: operation.parameters, controls, qubits: operation.qubits }];
    }
    if (form) return this.#standard(operation, form, inverse, keepPhase);
    if ((!modified || this.#abilities.definitions === 'modified') && this.#isDefined(operation.gate)) {
      const { gate, parameters, qubits } = operation;
      return [{ kind: 'custom', gate, parameters, qubits, controls, inverse }];
    }
    return this.#expanded({ ...operation, powers: inverse ? [-1] : [] }, keepPhase);
  }

  #formOf({ gate: index, parameters }: GateOperation): StandardForm | undefined {
    const gate = this.#circuit.gates[index];
    const [first = 0] = parameters;
    switch (gate?.primitive) {
      case 'U': {
        const isVersion2 = this.#circuit.version.startsWith('2');
        return { name: 'u', controls: 0, parameters, ...(isVersion2 ? {} : { phase: scaled(0.5, first) }) };
      }
      case 'gphase':
        return { name: 'gphase', controls: 0, parameters };
      case 'CX':
        return { name: 'x', controls: 1, parameters };
    }
    return gate?.standard ? standardForm(gate.name, parameters, libraryOf(this.#circuit, gate)) : undefined;
  }

  #standard(operation: GateOperation, form: StandardForm, inverse: boolean, keepPhase: boolean): Lowered[] {
    const own = Array.from({ length: form.controls }, () => 1 as const);
    const controls = [...(operation.controls ?? []), ...own];
    const { qubits } = operation;
    const calls: Lowered[] = [];
    if (form.phase !== undefined) {
      const angle = inverse ? negated(form.phase) : form.phase;
      calls.push(...this.#phase(angle, controls, qubits.slice(0, controls.length), keepPhase));
    }
    const plain = inverse ? inverseForm(form.name, form.parameters) : form;
    const isRelativePhase = form.name === 'rccx' || form.name === 'rc3x';
    if (!plain || (isRelativePhase && controls.length > 0) || this.#abilities.without.includes(plain.name)) {
      return [...calls, ...this.#expanded({ ...operation, powers: inverse ? [-1] : [] }, keepPhase)];
    }
    const { name, parameters } = plain;
    if (name !== 'gphase') calls.push({ kind: 'plain', name, parameters, controls, qubits });
    else calls.push(...this.#phase(parameters[0] ?? 0, controls, qubits, true));
    return calls;
  }

  /** @param isWanted says whether a phase without controls is to be kept, where the target can */
  #phase(angle: Parameter, controls: readonly (0 | 1)[], qubits: readonly number[], isWanted: boolean): PlainCall[] {
    if (controls.length === 0 && !(isWanted && this.#abilities.globalPhase)) return [];
    return controlledPhase(angle, controls, qubits);
  }

  /** The operations of the gate's body, in place of the call. */
  #expanded(operation: GateOperation, keepPhase: boolean): Lowered[] {
    const gate = this.#circuit.gates[operation.gate];
    const expanded = expandOperation(this.#circuit, operation);
    if (expanded) return this.#body(expanded, keepPhase);
    if (gate?.body) throw new CannotExpress(`such a power of the gate '${gate.name}'`);
    throw new CannotExpress(`the gate '${gate?.name}', which has a name but no definition`);
  }

  #body(operations: readonly Operation[], keepPhase: boolean): Lowered[] {
    return operations.flatMap((inner): Lowered[] => {
      if (inner.kind === 'gate') return this.#lower(inner, keepPhase);
      if (inner.kind === 'delay') return [inner];
      if (inner.kind === 'barrier') return [{ ...inner, kind: inner.kind }];
      // For timing alone.
      if (inner.kind === 'nop') return [];
      throw new CannotExpress(`'${inner.kind}' in the body of a gate`);
    });
  }

  /** A power that is not a whole number, or a high one: computed from the gate's matrix. */
  #computed(operation: GateOperation, keepPhase: boolean): Lowered[] {
    const gate = this.#circuit.gates[operation.gate];
    const form = this.#formOf(operation);
    if (!form && gate?.body?.length === 1) return this.#expanded(operation, keepPhase);
    const { powers = [], parameters, qubits } = operation;
    if (![...powers, ...parameters].every((value) => typeof value === 'number')) {
      throw new CannotExpress('such a power of a gate, known only when the circuit runs');
    }
    const { states: controls, matrix } = this.#matrixOf(operation);
    const controlQubits = qubits.slice(0, controls.length);
    if (matrix.dimension > 2) {
      if (this.#abilities.matrices) return [{ kind: 'matrix', matrix, parameters: [], controls, qubits }];
      if (form?.name === 'swap') return this.#swapPower(operation, form.controls);
      throw new CannotExpress(`such a power of the gate '${gate?.name}', which acts on several qubits`);
    }
    const { name, parameters: angles, phase } = recognize(matrix);
    return [
      ...this.#phase(phase, controls, controlQubits, keepPhase),
      ...(name === 'id' ? [] : [{ kind: 'plain', name, parameters: angles, controls, qubits } as const]),
    ];
  }

  #matrixOf(operation: GateOperation): ControlledUnitary {
    try {
      return controlledOperation(this.#circuit, operation, NO_CONTEXT, {});
    } catch (error) {
      if (error instanceof MatrixError) throw new CannotExpress(`such a power: ${error.message.replace(/\.$/, '')}`);
      throw error;
    }
  }

  /** Swaps are X on one qubit where the parity is odd. */
  #swapPower(operation: GateOperation, ownControls: number): Lowered[] {
    const states = [...(operation.controls ?? []), ...Array.from({ length: ownControls }, () => 1 as const)];
    const controlQubits = operation.qubits.slice(0, states.length);
    const [first = 0, second = 0] = operation.qubits.slice(states.length);
    const parity: PlainCall = { kind: 'plain', name: 'x', parameters: [], controls: [1], qubits: [first, second] };
    const raised = (operation.powers ?? []).reduce<Matrix>((unitary, exponent) => power(unitary, Number(exponent)), X);
    const { name, parameters, phase } = recognize(raised);
    const controls = [...states, 1 as const];
    const flipped: PlainCall = { kind: 'plain', name, parameters, controls, qubits: [...controlQubits, second, first] };
    return [parity, ...controlledPhase(phase, controls, [...controlQubits, second]), flipped, parity];
  }

  #isDefined(gate: number): boolean {
    const known = this.#defined.get(gate);
    if (known !== undefined) return known;
    const isDefined = this.#tryToDefine(gate);
    this.#defined.set(gate, isDefined);
    return isDefined;
  }

  #tryToDefine(index: number): boolean {
    const { body } = this.#circuit.gates[index]!;
    if (!body && !this.#abilities.opaque) return false;
    if (body && this.#abilities.definitions === 'none') return false;
    try {
      this.#define(index, this.#body(body ?? [], this.#phaseSensitive.has(index)));
      return true;
    } catch (error) {
      // What the target cannot say of all parameters it may be able to say of those of a call.
      if (error instanceof CannotExpress) return false;
      throw error;
    }
  }
}

/** exp(iγ) where all controls are in their states: a phase gate on one of them, under the others. */
function controlledPhase(angle: Parameter, states: readonly (0 | 1)[], qubits: readonly number[]): PlainCall[] {
  if (angle === 0) return [];
  const target = states.lastIndexOf(1);
  const others = states.length === 0 ? -1 : target >= 0 ? target : states.length - 1;
  if (others < 0) return [{ kind: 'plain', name: 'gphase', parameters: [angle], controls: [], qubits: [] }];
  const qubit = qubits[others]!;
  const phase: PlainCall = {
    kind: 'plain',
    name: 'p',
    parameters: [angle],
    controls: states.filter((_, index) => index !== others),
    qubits: [...qubits.filter((_, index) => index !== others), qubit],
  };
  if (target >= 0) return [phase];
  const flip: PlainCall = { kind: 'plain', name: 'x', parameters: [], controls: [], qubits: [qubit] };
  return [flip, phase, flip];
}

/** Gates whose global phase can be observed: they are called under controls, or by such a gate. */
export function phaseSensitiveGates({ gates, operations }: Circuit): Set<number> {
  const sensitive = new Set<number>();
  const collect = (operation: Operation, isSensitive: boolean) => {
    if (operation.kind === 'gate' && (isSensitive || operation.controls !== undefined)) sensitive.add(operation.gate);
  };
  for (const operation of allOperations(operations)) collect(operation, false);
  // Users come after what they use.
  for (let index = gates.length - 1; index >= 0; index--) {
    for (const inner of gates[index]?.body ?? []) collect(inner, sensitive.has(index));
  }
  return sensitive;
}

/** The product of powers that are all whole numbers. */
function wholeProduct(powers: readonly Parameter[]): number | undefined {
  let product = 1;
  for (const exponent of powers) {
    if (typeof exponent !== 'number' || !Number.isInteger(exponent)) return undefined;
    product *= exponent;
  }
  return product;
}
