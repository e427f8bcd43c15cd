/** The runs that are kept: open one, compare several, go on with what was cut off, delete. */
import { useState } from 'preact/hooks';
import { canResume, type RunSummary } from '../../extension/host/experiments/runRecord.ts';
import { withSeparators } from '../circuit/wires.ts';
import { Button } from '../icons.tsx';
import type { HostMessage } from '../messages.ts';
import { stateWords, whenWords } from './words.ts';

interface HistoryProps {
  readonly runs: readonly RunSummary[];
  readonly shown: readonly string[];
  readonly isBusy: boolean;
  readonly post: (message: HostMessage) => void;
  /** After one was opened, or several were to be compared. */
  readonly onOpen: () => void;
}

export function HistoryView({ runs, shown, isBusy, post, onOpen }: HistoryProps) {
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const chosen = ticked.filter((id) => runs.some((run) => run.id === id));
  const toggle = (id: string) =>
    setTicked(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  const open = (ids: readonly string[]) => {
    post({ type: 'showRuns', ids });
    onOpen();
  };
  const [only] = chosen;
  const resumable = runs.find(({ id }) => id === only);
  const finished = chosen.filter((id) => runs.some((run) => run.id === id && run.state.kind === 'finished'));
  if (runs.length === 0) return <p class="remark">No run is kept yet.</p>;
  return (
    <>
      <div class="controls">
        <Button
          icon="compare"
          title="Show the results of the runs that are ticked on one axis"
          text="Compare"
          disabled={finished.length < 2}
          onClick={() => open(finished)}
        />
        <Button
          icon="run"
          title="Go on behind the circuits that were done"
          text="Resume"
          disabled={isBusy || chosen.length !== 1 || !resumable || !canResume(resumable)}
          onClick={() => {
            if (only === undefined) return;
            post({ type: 'resume', id: only });
            onOpen();
          }}
        />
        <Button
          icon="save"
          title="Export the run that is ticked as JSON, with its parameters and provenance"
          text="JSON"
          disabled={chosen.length !== 1}
          onClick={() => only !== undefined && post({ type: 'exportRun', id: only })}
        />
        <Button
          icon="delete"
          title="Delete the runs that are ticked"
          text="Delete"
          disabled={isBusy || chosen.length === 0}
          onClick={() => post({ type: 'deleteRuns', ids: chosen })}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard */}
      <section class="table" aria-label="History" tabIndex={0}>
        <table class="history">
          <thead>
            <tr>
              {['Run', 'Begun', 'Observable', 'Noise', 'Shots', 'Techniques', 'State'].map((title) => (
                <th key={title} scope="col" class={title === 'Shots' ? 'number' : ''}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <tr key={run.id} class={shown.includes(run.id) ? 'chosen' : ''}>
                <th scope="row">
                  <input
                    type="checkbox"
                    aria-label={`${run.name}, ${whenWords(run)}`}
                    checked={chosen.includes(run.id)}
                    onChange={() => toggle(run.id)}
                  />
                  <button type="button" class="link" onClick={() => open([run.id])}>
                    {run.name}
                  </button>
                </th>
                <td>{whenWords(run)}</td>
                <td>
                  <code>{run.observable}</code>
                </td>
                <td>{run.noise}</td>
                <td class="number">{withSeparators(run.shots)}</td>
                <td class="techniques">
                  {run.state.kind === 'planned' ? `${run.techniques.length} planned` : run.techniques.join(', ')}
                </td>
                <td>{stateWords(run)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
