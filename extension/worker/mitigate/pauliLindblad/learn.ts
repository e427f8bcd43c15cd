/**
 * Learns the noise of layers of Clifford gates on two qubits: each layer is repeated, twirled, and the decay of Paulis tells
 * the rates of its Pauli-Lindblad model, whatever preparation and readout lose. Van den Berg et al., arXiv 2201.09866.
 */
import type { Circuit, GateOperation, Operation } from '../../../../language/circuit/circuit.ts';
import type { Observable, Pauli } from '../../../../language/circuit/observable.ts';
import { JobError } from '../../errors.ts';
import { randomStreams } from '../../simulate/random.ts';
import { layersOf } from '../layers.ts';
import { nonNegativeLeastSquares } from '../numerics/nonNegativeLeastSquares.ts';
import type { LearningOptions } from '../pec/knownSites.ts';
import type { KnownSites, NoiseSite } from '../pec/noiseSites.ts';
import type { Asking, Context, Finding, Question } from '../question.ts';
import { gateAt } from '../standardGates.ts';
import { conjugated, PauliConjugation } from '../twirl/pauliConjugation.ts';
import { Twirler } from '../twirl/twirl.ts';
import { decayRate } from './decay.ts';
import { anticommute, fidelitiesOf } from './model.ts';

/** A circuit that tells of some Paulis of a layer's gates. */
interface Probe {
  readonly layer: string;
  readonly gate: number;
  /** Of the gate's two qubits, 1 … 15. */
  readonly pauli: number;
  readonly depth: number;
}

/** @returns the noise behind the gates of two qubits, and the shots that are left */
export function* learnSites(
  { circuit: given, shots }: Question,
  context: Context,
  { depths, randomizations, learning }: LearningOptions,
): Asking<{ readonly known: KnownSites; readonly shots: number; readonly warnings: readonly string[] }> {
  // What stands in the circuit twice may have several places.
  const operations = given.operations.map((operation) => (operation.kind === 'gate' ? { ...operation } : operation));
  const circuit = { ...given, operations };
  const layers = distinctLayers(circuit);
  const { probes, circuits } = probesOf(circuit, layers, depths, randomizations, context.seed);
  const each = Math.max(1, Math.floor((learning * shots) / Math.max(1, probes.length)));
  const findings = yield circuits.map((question) => ({ ...question, shots: each }));
  const models = modelsOf(layers, probes, findings);
  return {
    known: { circuit, sites: sitesOf(circuit, models), noise: { rules: [] } },
    shots: Math.max(1, shots - each * probes.length),
    warnings: others(circuit),
  };
}

type Layer = readonly GateOperation[];

/** The gates of two qubits of each moment that has some, each set of gates once. */
function distinctLayers(circuit: Circuit): ReadonlyMap<string, Layer> {
  return new Map(
    layersOf(circuit).flatMap((layer) => {
      const gates = entanglersOf(layer);
      return gates.length === 0 ? [] : [[keyOf(gates), gates] as const];
    }),
  );
}

const entanglersOf = (layer: readonly Operation[]): Layer =>
  layer
    .filter((operation): operation is GateOperation => operation.kind === 'gate' && operation.qubits.length === 2)
    .sort((a, b) => a.qubits[0]! - b.qubits[0]!);

const keyOf = (gates: Layer): string =>
  gates
    .map(({ gate, parameters, qubits, controls, powers }) => `${gate}(${parameters}) ${qubits} ${controls} ${powers}`)
    .join();

const AXES: readonly Pauli[] = ['X', 'Y', 'Z'];

function probesOf(
  circuit: Circuit,
  layers: ReadonlyMap<string, Layer>,
  depths: readonly number[],
  randomizations: number,
  seed: number,
): { readonly probes: readonly Probe[]; readonly circuits: readonly Omit<Question, 'shots'>[] } {
  const streams = randomStreams(seed);
  const probes: Probe[] = [];
  const circuits: Omit<Question, 'shots'>[] = [];
  let stream = 0;
  for (const [layer, gates] of layers) {
    assertLearnable(circuit, gates);
    for (let basis = 0; basis < 9; basis++) {
      const axes = [1 + (basis % 3), 1 + Math.floor(basis / 3)] as const;
      for (const depth of depths) {
        const repeated = { ...circuit, operations: Array.from({ length: depth }, () => gates).flat() };
        const twirler = new Twirler(repeated);
        for (let draw = 0; draw < randomizations; draw++) {
          const twirled = twirler.draw(streams(stream++)).circuit;
          const operations = [...preparation(twirled, gates, axes), ...twirled.operations];
          gates.forEach(({ qubits }, gate) => {
            for (const pauli of toldBy(axes)) {
              probes.push({ layer, gate, pauli, depth });
              circuits.push({ circuit: { ...twirled, operations }, observable: observableOf(pauli, qubits) });
            }
          });
        }
      }
    }
  }
  return { probes, circuits };
}

/** A Pauli on one qubit alone is asked for where the other one is prepared along Z. */
function toldBy([first, second]: readonly [number, number]): readonly number[] {
  return [first + 4 * second, ...(second === 3 ? [first] : []), ...(first === 3 ? [4 * second] : [])];
}

/** States that are 1 in these Paulis. */
function preparation(circuit: Circuit, gates: Layer, axes: readonly [number, number]): readonly Operation[] {
  return gates.flatMap(({ qubits }) =>
    qubits.flatMap((qubit, which) =>
      ([[], ['h'], ['h', 's'], []] as const)[axes[which as 0 | 1]]!.map((name) =>
        gateAt(circuit, name, [qubit], [], 'learning'),
      ),
    ),
  );
}

function observableOf(pauli: number, qubits: readonly number[]): Observable {
  const paulis = qubits.flatMap((qubit, which) => {
    const axis = (pauli >> (2 * which)) & 3;
    return axis === 0 ? [] : [{ pauli: AXES[axis - 1]!, qubit }];
  });
  return { terms: [{ coefficient: 1, paulis: paulis.sort((a, b) => a.qubit - b.qubit) }] };
}

/** Twice the gate must do nothing, as it does for cx, cz, swap and ecr. */
function assertLearnable(circuit: Circuit, gates: Layer): void {
  const conjugation = new PauliConjugation(circuit);
  for (const gate of gates) {
    const clifford = conjugation.cliffordOf(gate);
    const returns = (pauli: readonly [number, number]) =>
      clifford !== undefined &&
      conjugated(clifford, conjugated(clifford, pauli)).every((axis, at) => axis === pauli[at]);
    if (
      (
        [
          [1, 0],
          [3, 0],
          [0, 1],
          [0, 3],
        ] as const
      ).every(returns)
    )
      continue;
    throw new JobError(
      `The noise of '${circuit.gates[gate.gate]!.name}' cannot be learned: only that of Clifford gates on two qubits that are their own inverse, such as cx, cz and ecr.`,
      gate,
    );
  }
}

/** By layer and gate: what the noise multiplies each Pauli by. */
function modelsOf(
  layers: ReadonlyMap<string, Layer>,
  probes: readonly Probe[],
  findings: readonly Finding[],
): ReadonlyMap<string, readonly (readonly number[])[]> {
  const points = new Map<string, Map<number, { values: Finding[] }>>();
  probes.forEach(({ layer, gate, pauli, depth }, index) => {
    const key = `${layer} ${gate} ${pauli}`;
    const byDepth = points.get(key) ?? new Map<number, { values: Finding[] }>();
    points.set(key, byDepth);
    const known = byDepth.get(depth);
    if (known) known.values.push(findings[index]!);
    else byDepth.set(depth, { values: [findings[index]!] });
  });
  return new Map(
    [...layers].map(([layer, gates]) => [
      layer,
      gates.map((_, gate) => {
        const rows: number[][] = [];
        const values: number[] = [];
        for (let pauli = 1; pauli < 16; pauli++) {
          const byDepth = points.get(`${layer} ${gate} ${pauli}`) ?? new Map<number, { values: Finding[] }>();
          const fit = decayRate([...byDepth].map(([x, { values: found }]) => ({ x, ...meanOf(found) })));
          if (!fit) continue;
          // The decay is e^{-2 Σ λ}; of a Pauli and what the gate makes of it only the product is known, and both are taken
          // to be alike.
          rows.push(Array.from({ length: 15 }, (_, k) => (anticommute(pauli, k + 1) ? 2 : 0)));
          values.push(fit.rate);
        }
        return fidelitiesOf([0, ...nonNegativeLeastSquares(rows, values)]);
      }),
    ]),
  );
}

function meanOf(findings: readonly Finding[]): { readonly y: number; readonly standardError: number } {
  const y = findings.reduce((sum, { value }) => sum + value, 0) / findings.length;
  return { y, standardError: Math.hypot(...findings.map((finding) => finding.standardError)) / findings.length };
}

function sitesOf(circuit: Circuit, models: ReadonlyMap<string, readonly (readonly number[])[]>): readonly NoiseSite[] {
  const modelOf = new Map<Operation, { readonly fidelities: readonly number[]; readonly key: string }>();
  for (const layer of layersOf(circuit)) {
    const gates = entanglersOf(layer);
    const key = keyOf(gates);
    for (const [index, gate] of gates.entries()) {
      modelOf.set(gate, { fidelities: models.get(key)![index]!, key: `${key} ${index}` });
    }
  }
  return circuit.operations.flatMap((operation, behind) => {
    const model = modelOf.get(operation);
    if (!model || operation.kind !== 'gate') return [];
    const noise = Float64Array.from({ length: 256 }, (_, at) => (at % 17 === 0 ? model.fidelities[at / 17]! : 0));
    return [{ behind, qubits: operation.qubits, noise, key: model.key }];
  });
}

function others({ operations }: Circuit): readonly string[] {
  const isOther = (operation: Operation) => operation.kind === 'gate' && operation.qubits.length > 2;
  return operations.some(isOther) ? ['Gates on more than two qubits were not learned: their noise stays.'] : [];
}
