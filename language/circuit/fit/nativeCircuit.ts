/**
 * Makes the gates of a circuit that was fitted native again where something was put into it, each gate by itself: nothing
 * cancels, so that what was repeated on purpose stays repeated.
 */
import type { Device } from '../../device/device.ts';
import { finish } from '../../steps.ts';
import type { Circuit, GateDefinition, GateOperation, Operation } from '../circuit.ts';
import { delayOf } from '../delay.ts';
import { emit, moveQubits } from './emit.ts';
import { FitError } from './fitError.ts';
import { isNativeDefinition, NativeDefinitions } from './nativeDefinitions.ts';
import { optimize } from './optimize.ts';
import { type Target, targetOf } from './target.ts';
import { StepMaker } from './toSteps.ts';

/** Makes circuits on the same qubits of a device native. */
export class NativeTranslator {
  readonly #physical: readonly number[];
  readonly #wires: ReadonlyMap<number, number>;
  readonly #target: Target;
  readonly #native: ReadonlySet<string>;
  /** How long an identity takes on each qubit where the device has none: as long as another gate. */
  readonly #waits: readonly number[];

  /** @param physical the device's number of each qubit of the circuits */
  constructor(device: Device, physical: readonly number[]) {
    this.#physical = physical;
    this.#wires = new Map(physical.map((qubit, wire) => [qubit, wire]));
    this.#target = targetOf(device);
    this.#native = new Set(
      device.gates.flatMap(({ name, qubits, working }) => (working ? [`${name} ${qubits.join()}`] : [])),
    );
    this.#waits = physical.map((qubit) =>
      Math.max(
        0,
        ...device.gates
          .filter(({ qubits }) => qubits.length === 1 && qubits[0] === qubit)
          .map(({ duration = 0 }) => duration),
      ),
    );
  }

  /**
   * The circuit with native gates alone.
   *
   * @throws {FitError} where a gate acts on qubits that are not coupled
   */
  native(circuit: Circuit): Circuit {
    const definitions = new NativeDefinitions();
    const maker = new StepMaker(circuit);
    const isKnown = knownGates(circuit);
    const made = new Map<string, readonly Operation[]>();
    const operations = circuit.operations.flatMap((operation): readonly Operation[] => {
      if (operation.kind !== 'gate' || this.#isNative(circuit, operation, isKnown)) return [operation];
      const { gate, parameters, qubits, controls = [], powers = [], start, end, source, origin, inserted } = operation;
      const key = `${gate}(${parameters}) ${controls} ^${powers} ${qubits}`;
      let own = made.get(key);
      if (!own) {
        own = this.#translated(circuit, operation, maker, definitions);
        made.set(key, own);
      }
      const place = { start, end, ...(source !== undefined && { source }), ...(origin !== undefined && { origin }) };
      return own.map((part) => ({ ...part, ...place, ...(inserted !== undefined && { inserted }) }));
    });
    const offset = circuit.gates.length;
    return {
      ...circuit,
      gates: [...circuit.gates, ...definitions.gates.map((gate) => shifted(gate, offset))],
      operations,
    };
  }

  #isNative(circuit: Circuit, operation: GateOperation, isKnown: readonly boolean[]): boolean {
    const { gate, qubits, controls, powers } = operation;
    if (qubits.length === 0) return true;
    if (controls || powers || !isKnown[gate]) return false;
    return this.#native.has(`${circuit.gates[gate]!.name} ${qubits.map((qubit) => this.#physical[qubit]).join()}`);
  }

  #translated(
    circuit: Circuit,
    operation: GateOperation,
    maker: StepMaker,
    definitions: NativeDefinitions,
  ): readonly Operation[] {
    const { gate, qubits } = operation;
    if (circuit.gates[gate]!.name === 'id' && !operation.controls) {
      return qubits.map((qubit) => delayOf(this.#waits[qubit]!, [qubit]));
    }
    const steps = finish(maker.steps([moveQubits(operation, (qubit) => this.#physical[qubit]!)]));
    for (const step of steps) {
      if (step.kind !== 'two' || this.#target.coupling(...step.qubits)) continue;
      throw new FitError(
        `A gate acts on qubits ${step.qubits.join(' and ')} of the device, which are not coupled.`,
        operation,
      );
    }
    const offset = circuit.gates.length;
    const { operations } = finish(emit(finish(optimize(steps, this.#target)), this.#target, definitions));
    return operations.map((native) => {
      const moved = moveQubits(native, (qubit) => this.#wires.get(qubit)!);
      return moved.kind === 'gate' ? { ...moved, gate: moved.gate + offset } : moved;
    });
  }
}

/** Which gates are the native ones of their names. Circuits of one origin share their gates: these are looked at once. */
const known = new WeakMap<Circuit['gates'], readonly boolean[]>();

function knownGates(circuit: Circuit): readonly boolean[] {
  const found = known.get(circuit.gates) ?? circuit.gates.map((_, gate) => isNativeDefinition(circuit, gate));
  known.set(circuit.gates, found);
  return found;
}

function shifted(definition: GateDefinition, offset: number): GateDefinition {
  const { body } = definition;
  if (!body) return definition;
  return {
    ...definition,
    body: body.map((inner) => (inner.kind === 'gate' ? { ...inner, gate: inner.gate + offset } : inner)),
  };
}
