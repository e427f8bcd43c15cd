/** The result view: progress of a run, then the outcomes as a chart or a table. */
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import { withSeparators } from '../circuit/wires.ts';
import type { Host } from '../host.ts';
import { Button } from '../icons.tsx';
import type { ResultViewMessage } from '../messages.ts';
import { DEFAULT_LIMIT, layoutHistogram } from './histogram.ts';
import { drawHistogramSvg, HistogramContent } from './histogramChart.tsx';
import { bitOrder, type Order, toCsv } from './outcomes.ts';
import { OutcomeTable } from './outcomeTable.tsx';
import { type FinishedRun, type ResultState, receive } from './state.ts';
import './result.css';

/** What survives closing and opening the view. */
export interface ResultViewState {
  readonly finished: FinishedRun;
  readonly order: Order;
  readonly table: boolean;
}

type ResultHost = Host<ResultViewMessage, ResultViewState>;

export function ResultView({ host }: { readonly host: ResultHost }) {
  const restored = useMemo(() => host.restore(), [host]);
  const [state, dispatch] = useReducer(receive, restored.finished ? { finished: restored.finished } : {});
  const [order, setOrder] = useState<Order>(restored.order ?? 'outcome');
  const [table, setTable] = useState(restored.table ?? false);
  useEffect(() => {
    const stop = host.onMessage(dispatch);
    host.post({ type: 'ready' });
    return stop;
  }, [host]);
  const { running, finished, failure } = state;
  useEffect(() => {
    if (finished) host.remember({ finished });
  }, [host, finished]);
  useEffect(() => host.remember({ order, table }), [host, order, table]);

  return (
    <div class="view result-view">
      <div class="toolbar" role="toolbar" aria-label="Result">
        <Button
          icon="run"
          title="Run with a new seed"
          text="Run"
          primary
          disabled={running !== undefined}
          onClick={() => host.post({ type: 'run' })}
        />
        <Button
          icon="again"
          title="Run again with the same seed"
          text="Same seed"
          disabled={running !== undefined || !finished}
          onClick={() => host.post({ type: 'runAgain' })}
        />
        <span class="space" />
        {finished && (
          <>
            <Choice
              label="Order"
              options={[
                ['outcome', 'By outcome'],
                ['count', 'By count'],
              ]}
              chosen={order}
              onChoose={setOrder}
            />
            <Choice
              label="Show as"
              options={[
                ['chart', 'Chart'],
                ['table', 'Table'],
              ]}
              chosen={table ? 'table' : 'chart'}
              onChoose={(chosen) => setTable(chosen === 'table')}
            />
            <span class="group">
              <Button
                icon="save"
                title="Export the outcomes as CSV"
                text="CSV"
                onClick={() => exportCsv(host, finished)}
              />
              <Button
                icon="save"
                title="Export the chart as SVG"
                text="SVG"
                onClick={() => exportSvg(host, finished, order)}
              />
            </span>
          </>
        )}
      </div>
      {running && <Running running={running} onCancel={() => host.post({ type: 'cancel' })} />}
      {failure && (
        <div class={failure.cancelled ? 'notices' : 'notices error'} role="alert">
          <p>{failure.cancelled ? `The run of ${failure.name} was cancelled.` : failure.message}</p>
          {finished && <p>The last result is shown below.</p>}
        </div>
      )}
      {finished && <Finished finished={finished} order={order} table={table} old={running !== undefined} />}
      {!finished && !running && !failure && (
        <div class="empty">
          <p>Run the circuit to see its outcomes here.</p>
        </div>
      )}
    </div>
  );
}

const exportCsv = (host: ResultHost, { name, result }: FinishedRun) =>
  host.post({ type: 'export', format: 'csv', name, content: toCsv(result) });

const exportSvg = (host: ResultHost, { name, result }: FinishedRun, order: Order) =>
  host.post({ type: 'export', format: 'svg', name, content: drawHistogramSvg(result, order) });

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly options: readonly (readonly [Value, string])[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}

function Choice<Value extends string>({ label, options, chosen, onChoose }: ChoiceProps<Value>) {
  return (
    <fieldset class="choice">
      <legend>{label}</legend>
      {options.map(([value, text]) => (
        <button
          key={value}
          type="button"
          class="button"
          aria-pressed={value === chosen}
          onClick={() => onChoose(value)}
        >
          {text}
        </button>
      ))}
    </fieldset>
  );
}

function Running({
  running,
  onCancel,
}: {
  readonly running: NonNullable<ResultState['running']>;
  readonly onCancel: () => void;
}) {
  const { name, shots, progress } = running;
  const text = progress
    ? `${withSeparators(progress.done)} of ${withSeparators(progress.total)} ${progress.unit}`
    : `${withSeparators(shots)} shots`;
  return (
    <div class="running" role="status">
      <p>
        Running {name} <span class="remark">{text}</span>
      </p>
      {progress ? (
        <progress max={progress.total} value={progress.done} aria-label={`Progress of ${name}`} />
      ) : (
        <progress aria-label={`Progress of ${name}`} />
      )}
      <Button icon="stop" title="Cancel the run" text="Cancel" onClick={onCancel} />
    </div>
  );
}

interface FinishedProps {
  readonly finished: FinishedRun;
  readonly order: Order;
  readonly table: boolean;
  /** A newer run is under way. */
  readonly old: boolean;
}

function Finished({ finished, order, table, old }: FinishedProps) {
  const { name, result, elapsedMs } = finished;
  const { noise } = result.provenance;
  const outcomes = Object.keys(result.counts).length;
  const facts = [
    `${withSeparators(result.shots)} ${result.shots === 1 ? 'shot' : 'shots'}`,
    `${withSeparators(outcomes)} ${outcomes === 1 ? 'outcome' : 'outcomes'}`,
    `seed ${result.provenance.seed}`,
    formatElapsed(elapsedMs),
  ];
  return (
    <section class={old ? 'finished old' : 'finished'} aria-label={`Result of ${name}`}>
      <h1>{name}</h1>
      <p class="facts">{facts.join(' · ')}</p>
      <p class="facts">
        Simulated by {result.method.reason}
        {!result.method.automatic && ' (chosen in the settings)'}
        {result.discardedWeight ? ` · truncation left out ${result.discardedWeight.toPrecision(2)} of the norm` : ''}
      </p>
      {noise !== undefined && <p class="facts">Noise: {typeof noise === 'string' ? noise : 'a model of its own'}</p>}
      {result.measuredAll && <p class="facts">The program measures nothing: all qubits were measured at its end.</p>}
      {result.registers.length > 0 && (
        <p class="facts">
          Bits from left to right: <code>{bitOrder(result)}</code>
        </p>
      )}
      {table ? <OutcomeTable result={result} order={order} /> : <Chart finished={finished} order={order} />}
    </section>
  );
}

function formatElapsed(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.max(1, Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

function Chart({ finished, order }: { readonly finished: FinishedRun; readonly order: Order }) {
  const container = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  useLayoutEffect(() => {
    const element = container.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, []);
  const { result } = finished;
  const layout = useMemo(
    () => layoutHistogram(result, { order, width: Math.min(width, 1000) }),
    [result, order, width],
  );
  const count = Object.keys(result.counts).length;
  return (
    <div ref={container} class="chart">
      <svg
        class="histogram"
        width={layout.width}
        height={layout.height}
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        role="img"
        aria-label={`Histogram of ${count} outcomes. The table shows the same.`}
      >
        <HistogramContent layout={layout} />
      </svg>
      <p class="remark">
        Thin lines: standard error of each probability.
        {count > DEFAULT_LIMIT && ` The ${DEFAULT_LIMIT - 1} most frequent outcomes; the table shows all.`}
      </p>
    </div>
  );
}
