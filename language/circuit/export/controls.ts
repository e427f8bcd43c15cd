/**
 * Controlled gates from gates with fewer controls, for targets that have few of them. Exact, relative phases of the
 * controls included (Barenco et al., Phys. Rev. A 52, 3457: A·X·B·X·C of lemma 5.1, and lemma 7.5 for phases).
 */
import type { Parameter } from '../expression.ts';
import type { PlainCall } from './lower.ts';
import { negated, scaled, sum } from './parameterAlgebra.ts';
import { CannotExpress } from './problem.ts';
import type { PlainName } from './standardForms.ts';

/** Whether the target has a gate under so many controls, all of which must be 1. */
export type HasGate = (name: PlainName, controls: number) => boolean;

export interface ControlsOptions {
  readonly has: HasGate;
  /** The target has controls that must be 0, too. */
  readonly zeros?: boolean;
}

/** More controls take too many gates. */
const MAX_CONTROLS = 10;

/** The call in gates that the target has. @throws {CannotExpress} where that takes too many */
export function* withoutControls(call: PlainCall, { has, zeros: hasZeros }: ControlsOptions): Generator<PlainCall> {
  if (hasZeros && has(call.name, call.controls.length)) {
    yield call;
    return;
  }
  const zeros = call.qubits.filter((_, index) => call.controls[index] === 0);
  for (const qubit of zeros) yield plain('x', [], [qubit]);
  yield* decompose({ ...call, controls: call.controls.map(() => 1) }, has);
  for (const qubit of zeros) yield plain('x', [], [qubit]);
}

const plain = (name: PlainName, parameters: readonly Parameter[], qubits: readonly number[]): PlainCall => ({
  kind: 'plain',
  name,
  parameters,
  controls: [],
  qubits,
});

const under = (controls: readonly number[], call: PlainCall): PlainCall => ({
  ...call,
  controls: [...controls.map(() => 1 as const), ...call.controls],
  qubits: [...controls, ...call.qubits],
});

function* decompose(call: PlainCall, has: HasGate): Generator<PlainCall> {
  if (has(call.name, call.controls.length)) {
    yield call;
    return;
  }
  if (call.controls.length > MAX_CONTROLS) throw new CannotExpress(`a gate under ${call.controls.length} controls`);
  for (const step of oneStep(call)) yield* decompose(step, has);
}

/** The call from simpler ones. */
function oneStep({ name, parameters, controls: { length: count }, qubits }: PlainCall): readonly PlainCall[] {
  const controls = qubits.slice(0, count);
  const [target = 0, second = 0] = qubits.slice(count);
  const [theta = 0, phi = 0, lambda = 0] = parameters;
  const x = under(controls, plain('x', [], [target]));
  const on = (name: PlainName, ...angles: Parameter[]) => plain(name, angles, [target]);
  switch (name) {
    case 'id':
      return [];
    case 'x':
      return count === 0 ? [] : [on('h'), under(controls, on('p', Math.PI)), on('h')];
    case 'y':
      return [on('sdg'), x, on('s')];
    case 'z':
      return [on('h'), x, on('h')];
    case 'h':
      return [on('ry', -Math.PI / 4), under(controls, on('z')), on('ry', Math.PI / 4)];
    case 's':
      return [under(controls, on('p', Math.PI / 2))];
    case 'sdg':
      return [under(controls, on('p', -Math.PI / 2))];
    case 't':
      return [under(controls, on('p', Math.PI / 4))];
    case 'tdg':
      return [under(controls, on('p', -Math.PI / 4))];
    case 'sx':
      return [on('h'), under(controls, on('p', Math.PI / 2)), on('h')];
    case 'sxdg':
      return [on('h'), under(controls, on('p', -Math.PI / 2)), on('h')];
    case 'p':
      return phase(theta, controls, target);
    case 'rx':
      return [on('h'), under(controls, on('rz', theta)), on('h')];
    case 'ry':
    case 'rz':
      return [on(name, scaled(0.5, theta)), x, on(name, scaled(-0.5, theta)), x];
    case 'u':
      return [
        on('rz', scaled(0.5, sum(lambda, negated(phi)))),
        x,
        on('rz', scaled(-0.5, sum(phi, lambda))),
        on('ry', scaled(-0.5, theta)),
        x,
        on('ry', scaled(0.5, theta)),
        on('rz', phi),
        ...phase(scaled(0.5, sum(phi, lambda)), controls.slice(0, -1), controls.at(-1) ?? target),
      ];
    case 'swap': {
      const parity = under([second], plain('x', [], [target]));
      return [parity, under([...controls, target], plain('x', [], [second])), parity];
    }
    case 'rzz': {
      const parity = under([target], plain('x', [], [second]));
      return [parity, under(controls, plain('rz', [theta], [second])), parity];
    }
    case 'rxx': {
      const basis = [on('h'), plain('h', [], [second])];
      return [...basis, under(controls, plain('rzz', [theta], [target, second])), ...basis];
    }
    default:
      throw new CannotExpress(`the gate '${name}' under controls`);
  }
}

/** exp(iλ) where all controls and the target are 1. */
function phase(lambda: Parameter, controls: readonly number[], target: number): readonly PlainCall[] {
  const last = controls.at(-1);
  if (last === undefined) return [plain('p', [lambda], [target])];
  const others = controls.slice(0, -1);
  const half = scaled(0.5, lambda);
  const flip = under(others, plain('x', [], [last]));
  if (others.length === 0) {
    const x = under([last], plain('x', [], [target]));
    return [plain('p', [half], [last]), plain('p', [half], [target]), x, plain('p', [negated(half)], [target]), x];
  }
  const pair = (angle: Parameter) => under([last], plain('p', [angle], [target]));
  return [pair(half), flip, pair(negated(half)), flip, under(others, plain('p', [half], [target]))];
}
