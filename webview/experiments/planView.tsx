/** The plan: what each technique would cost and find; the user chooses those to run, or takes the best. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { MitigationRun } from '../../extension/host/experiments/runRecord.ts';
import { withSeparators } from '../circuit/wires.ts';
import { Button } from '../icons.tsx';
import type { HostMessage } from '../messages.ts';
import { toCsv } from '../result/table.ts';
import { costKeys, costOf, costTitle, formatCost } from './cost.ts';
import { FIGURES, type PlanChoice, planChoices, planTable, proposed, shotsFor, verdictWords } from './plan.ts';

interface PlanViewProps {
  readonly run: MitigationRun;
  /** A job is under way. */
  readonly isBusy: boolean;
  readonly post: (message: HostMessage) => void;
}

export function PlanView({ run, isBusy, post }: PlanViewProps) {
  const choices = useMemo(() => planChoices(run), [run]);
  const [chosen, setChosen] = useState<readonly string[]>(() => proposed(run));
  useEffect(() => setChosen(proposed(run)), [run.id, run.plan]);
  const start = (techniques: readonly string[]) =>
    post({ type: 'mitigate', id: run.id, techniques, shots: shotsFor(run, techniques) });
  const best = run.plan?.choice;
  const toggle = (name: string) =>
    setChosen(chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name]);
  return (
    <>
      <Budget key={run.id} run={run} isBusy={isBusy} post={post} />
      <div class="controls">
        <Button
          icon="run"
          title="Run the techniques that are ticked, and the circuit without mitigation beside them"
          text={chosen.length === 1 ? 'Run 1 technique' : `Run ${chosen.length} techniques`}
          primary
          disabled={isBusy || chosen.length === 0}
          onClick={() => start(chosen)}
        />
        {best && (
          <Button
            icon="run"
            title={`Run ${best.technique}, whose predicted error is the least`}
            text="Best for my budget"
            disabled={isBusy}
            onClick={() => start([best.technique])}
          />
        )}
        <span class="space" />
        {run.plan && (
          <Button
            icon="save"
            title="Export the plan as CSV"
            text="CSV"
            onClick={() =>
              post({ type: 'export', format: 'csv', name: run.name, suffix: '-plan', content: toCsv(planTable(run)) })
            }
          />
        )}
      </div>
      {best && (
        <p class="best">
          <b>{best.technique === 'none' ? 'No mitigation is best here.' : `Best: ${best.technique}.`}</b>{' '}
          {best.reasons.join(' ')}
        </p>
      )}
      <PlanTable choices={choices} best={best?.technique} chosen={chosen} onToggle={toggle} />
    </>
  );
}

/** Shots, or the error that is wanted: the plan is made for either. */
function Budget({ run, isBusy, post }: PlanViewProps) {
  const [kind, setKind] = useState<'shots' | 'error'>(run.plan?.targetError === undefined ? 'shots' : 'error');
  const [text, setText] = useState(String(run.plan?.targetError ?? run.shots));
  const value = Number(text);
  const isFine = kind === 'shots' ? Number.isSafeInteger(value) && value >= 1 : Number.isFinite(value) && value > 0;
  const submit = (event: Event) => {
    event.preventDefault();
    if (!isFine || isBusy) return;
    if (kind === 'shots') post({ type: 'plan', id: run.id, shots: value });
    else post({ type: 'plan', id: run.id, shots: run.shots, targetError: value });
  };
  return (
    <form class="budget" onSubmit={submit}>
      <label>
        Budget{' '}
        <select
          value={kind}
          onChange={({ currentTarget }) => {
            const next = currentTarget.value === 'error' ? 'error' : 'shots';
            setKind(next);
            setText(next === 'error' ? '0.01' : String(run.shots));
          }}
        >
          <option value="shots">Shots for each technique</option>
          <option value="error">Error that is wanted</option>
        </select>
      </label>
      <input
        aria-label={kind === 'shots' ? 'Shots' : 'Error'}
        aria-invalid={!isFine}
        inputMode={kind === 'shots' ? 'numeric' : 'decimal'}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button type="submit" class="button framed" disabled={isBusy || !isFine}>
        Plan
      </button>
    </form>
  );
}

interface PlanTableProps {
  readonly choices: readonly PlanChoice[];
  readonly best: string | undefined;
  readonly chosen: readonly string[];
  readonly onToggle: (name: string) => void;
}

function PlanTable({ choices, best, chosen, onToggle }: PlanTableProps) {
  const keys = costKeys(choices.map(({ row }) => row?.cost));
  const wide = keys.length + FIGURES.length + 1;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <section class="table" aria-label="Plan" tabIndex={0}>
      <table class="plan">
        <thead>
          <tr>
            <th scope="col">Technique</th>
            {keys.map((key) => (
              <th key={key} scope="col" class="number">
                {costTitle(key)}
              </th>
            ))}
            {FIGURES.map(({ key, title }) => (
              <th key={key} scope="col" class="number">
                {title}
              </th>
            ))}
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          {choices.map(({ name, title, description, row, failure }) => (
            <tr key={name} class={name === best ? 'chosen' : failure ? 'failed' : ''}>
              <th scope="row">
                <label title={description}>
                  <input
                    type="checkbox"
                    checked={name === 'none' || chosen.includes(name)}
                    disabled={name === 'none' || failure !== undefined}
                    onChange={() => onToggle(name)}
                  />
                  <span>
                    {name}
                    {title !== name && <small>{title}</small>}
                  </span>
                </label>
              </th>
              {row ? (
                <>
                  {keys.map((key) => (
                    <td key={key} class="number">
                      {formatCost(key, costOf(row.cost, key))}
                    </td>
                  ))}
                  {FIGURES.map(({ key, show, of }) => (
                    <td key={key} class="number">
                      {show?.(of(row))}
                    </td>
                  ))}
                  <td class={`verdict ${row.verdict.kind === 'helps' ? 'helps' : ''}`}>
                    {verdictWords(row)}
                    {row.warnings.map((warning) => (
                      <small key={warning}>{warning}</small>
                    ))}
                  </td>
                </>
              ) : (
                <td colSpan={wide} class="remark">
                  {failure ?? 'Not predicted.'}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export const shotsText = (shots: number): string => `${withSeparators(shots)} shots for each technique`;
