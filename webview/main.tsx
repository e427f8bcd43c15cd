/** Starts the view that the page asks for in `data-view` of its root element. */
import './styles.css';
import { render } from 'preact';
import { CompareView, type CompareViewState } from './circuit/compare/compareView.tsx';
import { CircuitView, type CircuitViewState } from './circuit/view.tsx';
import { DevicesView, type DevicesViewState } from './devices/view.tsx';
import { ExperimentsView, type ExperimentsViewState } from './experiments/view.tsx';
import { connectHost } from './host.ts';
import type {
  CircuitViewMessage,
  CompareViewMessage,
  DevicesViewMessage,
  ExperimentsViewMessage,
  ResultViewMessage,
  ViewName,
} from './messages.ts';
import { ResultView, type ResultViewState } from './result/view.tsx';

const root = document.getElementById('root');
if (root) {
  const view = root.dataset['view'] as ViewName | undefined;
  render(
    view === 'result' ? (
      <ResultView host={connectHost<ResultViewMessage, ResultViewState>()} />
    ) : view === 'devices' ? (
      <DevicesView host={connectHost<DevicesViewMessage, DevicesViewState>()} />
    ) : view === 'experiments' ? (
      <ExperimentsView host={connectHost<ExperimentsViewMessage, ExperimentsViewState>()} />
    ) : view === 'compare' ? (
      <CompareView host={connectHost<CompareViewMessage, CompareViewState>()} />
    ) : (
      <CircuitView host={connectHost<CircuitViewMessage, CircuitViewState>()} />
    ),
    root,
  );
}
