/** The Experiments view: the plan of a mitigation, its progress, what it found, the circuits it ran, and earlier runs. */
import { useEffect, useMemo, useReducer, useState } from 'preact/hooks';
import { canResume, type RunRecord } from '../../extension/host/experiments/runRecord.ts';
import type { Progress } from '../../extension/worker/protocol.ts';
import { withSeparators } from '../circuit/wires.ts';
import type { Host } from '../host.ts';
import { Button } from '../icons.tsx';
import type { ExperimentsViewMessage } from '../messages.ts';
import type { ExportedFile } from '../result/sectionView.tsx';
import { Tabs } from '../result/tabs.tsx';
import { CircuitsView } from './circuitsView.tsx';
import { HistoryView } from './historyView.tsx';
import { PlanView, shotsText } from './planView.tsx';
import { FitsView, ResultsView } from './resultsView.tsx';
import { NOTHING, receive } from './state.ts';
import { troubleWords, whenWords } from './words.ts';
import '../result/result.css';
import './experiments.css';

/** What survives closing and opening the view. */
export interface ExperimentsViewState {
  readonly shown: readonly string[];
  readonly tab: TabId;
  readonly table: boolean;
}

const TABS = [
  { id: 'plan', title: 'Plan' },
  { id: 'results', title: 'Results' },
  { id: 'fits', title: 'Fits' },
  { id: 'circuits', title: 'Circuits' },
  { id: 'history', title: 'History' },
] as const;

type TabId = (typeof TABS)[number]['id'];
type ExperimentsHost = Host<ExperimentsViewMessage, ExperimentsViewState>;

export function ExperimentsView({ host }: { readonly host: ExperimentsHost }) {
  const restored = useMemo(() => host.restore(), [host]);
  const [state, dispatch] = useReducer(receive, NOTHING);
  const [tab, setTab] = useState<TabId>(restored.tab ?? 'plan');
  const [asTable, setAsTable] = useState(restored.table ?? false);
  const { history, shown, progress, circuits, variant } = state;
  const [run] = shown;
  useEffect(() => {
    const stop = host.onMessage(dispatch);
    host.post({ type: 'ready' });
    if (restored.shown?.length) host.post({ type: 'showRuns', ids: restored.shown });
    return stop;
  }, [host, restored]);
  useEffect(() => host.remember({ tab, table: asTable }), [host, tab, asTable]);
  useEffect(() => {
    if (shown.length > 0) host.remember({ shown: shown.map(({ id }) => id) });
  }, [host, shown]);
  const isBusy = run?.state.kind === 'running' || run?.state.kind === 'planning';
  useTabThatFollows(run, setTab);
  const onExport = (file: ExportedFile, suffix: string) =>
    host.post({ type: 'export', name: run?.name ?? 'experiment', suffix, ...file });
  return (
    <div class="view experiments-view">
      <Toolbar run={run} isBusy={isBusy} post={host.post} />
      {run && isBusy && <Running run={run} progress={progress} onCancel={() => host.post({ type: 'cancel' })} />}
      {run && <Trouble run={run} />}
      {history && (
        <section class="finished" aria-label={run ? `Mitigation of ${run.name}` : 'Experiments'}>
          {shown.length > 1 ? <h1>Comparison of {shown.length} runs</h1> : run && <Facts run={run} />}
          <Tabs label="Parts of the experiment" tabs={TABS} chosen={tab} onChoose={setTab}>
            {tab === 'history' && (
              <HistoryView
                runs={history}
                shown={shown.map(({ id }) => id)}
                isBusy={isBusy}
                post={host.post}
                onOpen={() => setTab('results')}
              />
            )}
            {tab !== 'history' && !run && (
              <p class="remark">
                Click <b>Mitigate</b> above a program to see what each technique would cost and find.
              </p>
            )}
            {tab === 'plan' && run && <PlanView run={run} isBusy={isBusy} post={host.post} />}
            {tab === 'results' && run && (
              <ResultsView runs={shown} asTable={asTable} onAsTable={setAsTable} onExport={onExport} />
            )}
            {tab === 'circuits' && run && (
              <CircuitsView run={run} circuits={circuits} variant={variant} post={host.post} />
            )}
            {tab === 'fits' && run && (
              <FitsView run={run} asTable={asTable} onAsTable={setAsTable} onExport={onExport} />
            )}
          </Tabs>
        </section>
      )}
    </div>
  );
}

/** A new plan comes into sight, and whoever looks at the plan sees the results as soon as there are any. */
function useTabThatFollows(run: RunRecord | undefined, setTab: (choose: (tab: TabId) => TabId) => void): void {
  const [before, setBefore] = useState<RunRecord>();
  useEffect(() => {
    setBefore(run);
    if (!run || !before) return;
    const isNew = run.id !== before.id && run.state.kind === 'planning';
    if (isNew) setTab(() => 'plan');
    const isDone = run.state.kind === 'finished' && before.id === run.id && before.state.kind !== 'finished';
    if (isDone) setTab((tab) => (tab === 'plan' ? 'results' : tab));
  }, [run]);
}

interface ToolbarProps {
  readonly run: RunRecord | undefined;
  readonly isBusy: boolean;
  readonly post: ExperimentsHost['post'];
}

function Toolbar({ run, isBusy, post }: ToolbarProps) {
  const isFinished = run?.state.kind === 'finished';
  return (
    <div class="toolbar" role="toolbar" aria-label="Experiment">
      {run && canResume(run) && run.plan && (
        <Button
          icon="run"
          title="Go on behind the circuits that were done"
          text="Resume"
          primary
          disabled={isBusy}
          onClick={() => post({ type: 'resume', id: run.id })}
        />
      )}
      <Button
        icon="again"
        title="Do the run once more, with a new seed"
        text="Run again"
        disabled={isBusy || !isFinished}
        onClick={() => run && post({ type: 'repeatAnew', id: run.id })}
      />
      <Button
        icon="again"
        title="Do the run once more with the same seed"
        text="Same seed"
        disabled={isBusy || !isFinished}
        onClick={() => run && post({ type: 'repeat', id: run.id })}
      />
      <span class="space" />
      {run && (
        <>
          <Button
            icon="open"
            title="Open the program"
            text="Program"
            onClick={() => post({ type: 'openProgram', id: run.id })}
          />
          <Button
            icon="save"
            title="Export the whole run as JSON, with its parameters and provenance"
            text="JSON"
            onClick={() => post({ type: 'exportRun', id: run.id })}
          />
        </>
      )}
    </div>
  );
}

interface RunningProps {
  readonly run: RunRecord;
  readonly progress: Progress | undefined;
  readonly onCancel: () => void;
}

function Running({ run, progress, onCancel }: RunningProps) {
  const what = run.state.kind === 'planning' ? 'Planning for' : 'Mitigating';
  return (
    <div class="running" role="status">
      <p>
        {what} {run.name}{' '}
        {progress && (
          <span class="remark">
            {withSeparators(progress.done)} of {withSeparators(progress.total)} {progress.unit}
          </span>
        )}
      </p>
      {progress ? (
        <progress max={progress.total} value={progress.done} aria-label={`Progress of ${run.name}`} />
      ) : (
        <progress aria-label={`Progress of ${run.name}`} />
      )}
      <Button icon="stop" title="Stop; circuits that were done are kept" text="Cancel" onClick={onCancel} />
    </div>
  );
}

function Trouble({ run }: { readonly run: RunRecord }) {
  const words = troubleWords(run);
  if (words === undefined) return null;
  return (
    <div class={run.state.kind === 'failed' ? 'notices error' : 'notices'} role="alert">
      <p>{words}</p>
    </div>
  );
}

function Facts({ run }: { readonly run: RunRecord }) {
  const { name, observable, shots, seed, noise, state, result } = run;
  const ideal = (result ?? run.plan)?.ideal;
  const facts = [
    shotsText(result?.shots ?? shots),
    `seed ${seed}`,
    whenWords(run),
    ...(state.kind === 'finished' ? [formatElapsed(state.elapsedMs)] : []),
  ];
  return (
    <>
      <h1>{name}</h1>
      <p class="facts">
        Observable <code>{observable}</code>
        {ideal !== undefined && ` · without noise ${ideal.toFixed(4)}`}
      </p>
      <p class="facts">Noise: {noise === '' ? 'none' : noise}</p>
      <p class="facts">{facts.join(' · ')}</p>
    </>
  );
}

function formatElapsed(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.max(1, Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
