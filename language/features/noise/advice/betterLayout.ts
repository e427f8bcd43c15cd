/** Another placement of a program's qubits that does better on its device than the one it has. */
import type { Compilation } from '../../../compile.ts';
import type { Device } from '../../../device/device.ts';
import { devicePragmas } from '../../../device/devicePragmas.ts';
import type { NoiseAnalysis } from '../../../noise/analyzeNoise.ts';
import type { Steps } from '../../../steps.ts';
import type { TextEdit } from '../../formatting.ts';
import { insertion, newline, replacement } from '../../sourceEdits.ts';
import { type AdviceContext, improvement, type JudgedFix } from './advice.ts';

/** Choices of what fitting leaves to chance; programs without a layout of their own are fitted with the first. */
const SEEDS = [0, 1, 2, 3];

/** The quick fix that writes it into `pragma ketlab.layout`; `undefined` where there is no better one. */
export function* betterLayout(context: AdviceContext): Steps<JudgedFix | undefined> {
  const { compilation, analysis } = context;
  const { circuit } = compilation;
  // Hardware qubits are where their names say.
  if (circuit.qubits.some(({ name }) => name.startsWith('$'))) return undefined;
  let best: NoiseAnalysis | undefined;
  for (const seed of compilation.device?.layout ? SEEDS : SEEDS.slice(1)) {
    const other = yield* context.tryLayout(seed);
    if (other && other.budget.success > (best ?? analysis).budget.success) best = other;
  }
  const layout = best && wholeLayout(best.fitted.initialLayout, analysis.device);
  if (!layout) return undefined;
  const edit = layoutEdit(compilation, layout);
  if (!edit) return undefined;
  const used = best!.fitted.initialLayout.filter((qubit) => qubit !== undefined).join(', ');
  const place = circuit.qubitCount > 8 ? 'Place the qubits better' : `Place the qubits on ${used}`;
  return yield* improvement(context, place, [edit]);
}

/** With a place for each qubit, for those that nothing happens to too. */
function wholeLayout(layout: readonly (number | undefined)[], { qubits }: Device): readonly number[] | undefined {
  const taken = new Set(layout);
  const free = qubits.flatMap(({ working }, qubit) => (working && !taken.has(qubit) ? [qubit] : []));
  const whole = layout.map((qubit) => qubit ?? free.shift());
  return whole.every((qubit) => qubit !== undefined) ? whole : undefined;
}

/** Into the pragma that there is, or one below that of the device or the head of the program. */
function layoutEdit({ tree, program }: Compilation, layout: readonly number[]): TextEdit | undefined {
  // OpenQASM 2 has no pragmas.
  if (program.version === 2) return undefined;
  const list = `[${layout.join(', ')}]`;
  const pragmas = devicePragmas(tree);
  if (pragmas.layout) return replacement(pragmas.layout, list);
  const { statements } = tree.program;
  const head = statements.filter(
    (statement) =>
      statement.kind === 'version' ||
      statement.kind === 'include' ||
      (statement.kind === 'pragma' && statement.start <= (pragmas.device?.start ?? -1)),
  );
  const pragma = `pragma ketlab.layout ${list}`;
  const last = head.at(-1);
  const line = newline(tree.text);
  return last ? insertion(last.end, `${line}${pragma}`) : insertion(0, `${pragma}${line}`);
}
