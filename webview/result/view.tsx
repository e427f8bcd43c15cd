/** The result view: progress of a run, then what it found: counts, state, qubits and values, one tab each. */
import { useEffect, useMemo, useReducer, useState } from 'preact/hooks';
import { withSeparators } from '../circuit/wires.ts';
import type { Host } from '../host.ts';
import { Button } from '../icons.tsx';
import type { ResultViewMessage } from '../messages.ts';
import { Facts } from './facts.tsx';
import type { Order } from './outcomes.ts';
import { type SectionId, sectionsOf } from './sections.tsx';
import { type ExportedFile, SectionView } from './sectionView.tsx';
import { type FinishedRun, memorable, type ResultState, receive } from './state.ts';
import { Tabs } from './tabs.tsx';
import './result.css';

/** What survives closing and opening the view. An older version may have left less. */
export interface ResultViewState {
  readonly finished: FinishedRun;
  readonly order: Order;
  readonly table: boolean;
  readonly tab: SectionId;
}

type ResultHost = Host<ResultViewMessage, ResultViewState>;

export function ResultView({ host }: { readonly host: ResultHost }) {
  const restored = useMemo(() => host.restore(), [host]);
  const [state, dispatch] = useReducer(receive, restored.finished ? { finished: restored.finished } : {});
  useEffect(() => {
    const stop = host.onMessage(dispatch);
    host.post({ type: 'ready' });
    return stop;
  }, [host]);
  const { running, finished, failure } = state;
  useEffect(() => {
    if (finished) host.remember({ finished: memorable(finished) });
  }, [host, finished]);

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
        <Button
          icon="options"
          title="Choose shots, noise, observable and more for a run"
          text="Run With…"
          disabled={running !== undefined}
          onClick={() => host.post({ type: 'runWith' })}
        />
        <span class="space" />
        {finished && (
          <Button
            icon="save"
            title="Export the whole result as JSON"
            text="JSON"
            onClick={() => exportJson(host, finished)}
          />
        )}
      </div>
      {running && <Running running={running} onCancel={() => host.post({ type: 'cancel' })} />}
      {failure && (
        <div class={failure.cancelled ? 'notices' : 'notices error'} role="alert">
          <p>{failure.cancelled ? `The run of ${failure.name} was cancelled.` : failure.message}</p>
          {finished && <p>The last result is shown below.</p>}
        </div>
      )}
      {finished && <Finished host={host} finished={finished} restored={restored} old={running !== undefined} />}
      {!finished && !running && !failure && (
        <div class="empty">
          <p>Run the circuit to see its outcomes here.</p>
        </div>
      )}
    </div>
  );
}

const exportJson = (host: ResultHost, { name, result }: FinishedRun) =>
  host.post({
    type: 'export',
    format: 'json',
    name,
    suffix: '-result',
    content: `${JSON.stringify(result, null, 2)}\n`,
  });

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
  readonly host: ResultHost;
  readonly finished: FinishedRun;
  readonly restored: Partial<ResultViewState>;
  /** A newer run is under way. */
  readonly old: boolean;
}

function Finished({ host, finished, restored, old }: FinishedProps) {
  const [order, setOrder] = useState<Order>(restored.order ?? 'outcome');
  const [asTable, setAsTable] = useState(restored.table ?? false);
  const [tab, setTab] = useState<SectionId>(restored.tab ?? 'counts');
  useEffect(() => host.remember({ order, table: asTable, tab }), [host, order, asTable, tab]);
  const { name, result } = finished;
  const sections = useMemo(() => sectionsOf(result), [result]);
  const section = sections.find(({ id }) => id === tab) ?? sections[0];
  const exportFile = (file: ExportedFile) => host.post({ type: 'export', name, suffix: `-${tab}`, ...file });
  return (
    <section class={old ? 'finished old' : 'finished'} aria-label={`Result of ${name}`}>
      <Facts finished={finished} />
      <Tabs label="Parts of the result" tabs={sections} chosen={tab} onChoose={setTab}>
        {section && (
          <SectionView
            section={section}
            order={order}
            onOrder={setOrder}
            asTable={asTable}
            onAsTable={setAsTable}
            onExport={exportFile}
          />
        )}
      </Tabs>
    </section>
  );
}
