/**
 * Sharpening: versions of the circuit on other qubits vote shot by shot, and the outcome that most of them have counts.
 * Errors that differ between versions are outvoted. Maksymov et al., arXiv 2301.07233, section III.
 */
import { type Random, randomStreams } from '../../simulate/random.ts';
import { allocate } from '../allocation.ts';
import { deviation, drawAgain } from '../bootstrap.ts';
import type { Context, Counts, Finding, Question, Running, Task } from '../question.ts';
import { momentsOf, paritySum } from '../readout/moments.ts';
import { constantOf, measured, type Setting, settingShots, settingsOf, turnedTo } from '../settings.ts';
import { technique } from '../technique.ts';
import { assigned, drawAssignments } from './assignments.ts';
import { type AssignmentOptions, assignmentOptions, oneWay } from './debias.ts';

export const sharpen = technique({
  title: 'Debiasing and sharpening',
  description: 'Lets the circuit on other qubits vote on each shot.',
  kind: 'readout',
  options: assignmentOptions,
  make: (settings) => ({ measure: (questions, context) => measure(questions, context, settings) }),
});

/** Votes that are taken: draws of one outcome of each version. */
const VOTES = 4000;
/** Votings on counts drawn again, for the standard error. */
const REPLICAS = 30;

const WARNING =
  'Sharpening favours outcomes that are frequent already: its values hold for circuits with one right outcome, or few of the same probability.';

function* measure(
  questions: readonly Question[],
  { seed, device }: Context,
  { variants, keepPairs = device !== undefined }: AssignmentOptions,
): Running<readonly Finding[]> {
  const streams = randomStreams(seed);
  const planned = questions.map(({ circuit, observable, shots }, index) => {
    const drawn = drawAssignments(circuit, variants, keepPairs, streams(2 * index));
    const settings = settingsOf(observable);
    const shares = settingShots(settings, shots);
    const parts = settings.map((setting, k) => ({ setting, tasks: tasksOf(setting, shares[k]!) }));
    return { parts, drawn, constant: constantOf(observable), random: streams(2 * index + 1) };

    function tasksOf(setting: Setting, some: number): readonly Task[] {
      const turned = turnedTo(circuit, setting);
      const each = allocate(
        some,
        drawn.map(({ times }) => times),
      );
      // Qubit k of the setting is read into bit k, wherever it is.
      return drawn.map(({ assignment }, k) => ({
        circuit: measured(
          assigned(turned, assignment),
          setting.qubits.map((qubit) => assignment[qubit]!),
        ),
        shots: each[k]!,
      }));
    }
  });
  const counts = (yield planned.flatMap(({ parts }) => parts.flatMap(({ tasks }) => tasks)))[Symbol.iterator]();
  return planned.map(({ parts, drawn, constant, random }): Finding => {
    const voters = drawn.flatMap(({ times }, index) => new Array<number>(times).fill(index));
    let value = constant;
    let variance = 0;
    for (const { setting, tasks } of parts) {
      const own = tasks.map(() => counts.next().value!);
      const score = paritySum(setting);
      const meanOf = (some: readonly Counts[]) => momentsOf(voted(some, voters, random), score).mean;
      value += meanOf(own);
      variance +=
        deviation(Array.from({ length: REPLICAS }, () => meanOf(own.map((one) => drawAgain(one, random))))) ** 2;
    }
    const warnings = [...oneWay(drawn.length), ...(parts.length > 0 ? [WARNING] : [])];
    return { value, standardError: Math.sqrt(variance), warnings };
  });
}

/**
 * Outcomes that win votes, in each of which every voter names one of its outcomes; ties are decided by chance.
 *
 * @param voters the number of its counts, of each
 */
export function voted(counts: readonly Counts[], voters: readonly number[], random: Random): Counts {
  const samplers = counts.map(samplerOf);
  const winners = new Map<string, number>();
  for (let vote = 0; vote < VOTES; vote++) {
    const named = new Map<string, number>();
    for (const voter of voters) {
      const outcome = samplers[voter]!(random());
      named.set(outcome, (named.get(outcome) ?? 0) + 1);
    }
    const most = Math.max(...named.values());
    const first = [...named].filter(([, count]) => count === most);
    const [winner] = first[Math.floor(random() * first.length)]!;
    winners.set(winner, (winners.get(winner) ?? 0) + 1);
  }
  return { shots: VOTES, outcomes: winners };
}

/** Takes a number in [0, 1) to an outcome, each as often as it was counted. */
function samplerOf({ outcomes }: Counts): (place: number) => string {
  const names = [...outcomes.keys()];
  const cumulative: number[] = [];
  for (const count of outcomes.values()) cumulative.push((cumulative.at(-1) ?? 0) + count);
  const total = cumulative.at(-1)!;
  return (place) => {
    let [low, high] = [0, names.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle]! > place * total) high = middle;
      else low = middle + 1;
    }
    return names[low]!;
  };
}
