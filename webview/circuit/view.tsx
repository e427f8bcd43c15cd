/** The circuit view: the diagram of the program in the editor, with its toolbar, kept in step with the text. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Span } from '../../language/diagnostic.ts';
import type { Host } from '../host.ts';
import type { CircuitViewMessage, Heat } from '../messages.ts';
import { Canvas } from './canvas.tsx';
import { type DiagramFormat, exportDiagram } from './exportDiagram.ts';
import { HeatLegend } from './heatLegend.tsx';
import { type DiagramLayout, layoutCircuit } from './layout.ts';
import { StepPanel, type StepState } from './steps/stepPanel.tsx';
import { stepsOf } from './steps/steps.ts';
import { layoutTimeline } from './timeline/timelineLayout.ts';
import { Toolbar } from './toolbar.tsx';
import { clampZoom, ZOOM_STEP } from './zoom.ts';
import './circuit.css';

type CircuitMessage = Extract<CircuitViewMessage, { type: 'circuit' }>;
type TimelineMessage = Extract<CircuitViewMessage, { type: 'timeline' }>;

/** What survives closing and opening the view. */
export interface CircuitViewState {
  readonly uri: string;
  readonly zoom: number;
  readonly wrap: boolean;
  /** Shown along time. */
  readonly timeline: boolean;
  /** Stopped step by step. */
  readonly steps: boolean;
  readonly expanded: readonly string[];
  readonly scroll: { readonly left: number; readonly top: number };
}

const NARROWEST = 280;
const EXPORT_WIDTH = 1200;
const STEP_PAUSE_MS = 60;

export function CircuitView({ host }: { readonly host: Host<CircuitViewMessage, CircuitViewState> }) {
  const restored = useMemo(() => host.restore(), [host]);
  const [message, setMessage] = useState<CircuitMessage>();
  const [heat, setHeat] = useState<Heat>();
  const [selection, setSelection] = useState<readonly Span[]>([]);
  const [zoom, setZoom] = useState(restored.zoom ?? 1);
  const [wrap, setWrap] = useState(restored.wrap ?? true);
  const [wantsTimeline, setWantsTimeline] = useState(restored.timeline ?? false);
  const [lastTimeline, setTimeline] = useState<TimelineMessage>();
  const [stepping, setStepping] = useState(restored.steps ?? false);
  const [wantedStep, setStep] = useState(Number.POSITIVE_INFINITY);
  const [stepState, setStepState] = useState<StepState>();
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set(restored.expanded));
  const [size, setSize] = useState({ width: 800, height: 600 });

  const circuit = message?.circuit;
  const timeline = lastTimeline?.uri === message?.uri ? lastTimeline : undefined;
  const timed = wantsTimeline ? timeline?.timed : undefined;
  const alongTime = useMemo(() => timed && layoutTimeline(timed), [timed]);
  const inColumns = useMemo(
    () =>
      circuit && !alongTime
        ? layoutCircuit(circuit, { expanded, ...(wrap ? { maxWidth: Math.max(NARROWEST, size.width / zoom) } : {}) })
        : undefined,
    [circuit, alongTime, expanded, wrap, wrap ? size.width : 0, wrap ? zoom : 0],
  );
  const layout = alongTime ?? inColumns;

  const exporter = useRef<(format: DiagramFormat) => void>(undefined);
  exporter.current = async (format) => {
    if (!message) return;
    const { circuit, name } = message;
    const maxWidth = wrap ? EXPORT_WIDTH : undefined;
    const file = await exportDiagram(format, { circuit, timed: alongTime && timed, expanded, maxWidth });
    host.post({ type: 'export', format, name, ...file });
  };

  useEffect(() => {
    const stop = host.onMessage((received) => {
      if (received.type === 'circuit') setMessage((last) => nextMessage(last, received));
      else if (received.type === 'heat') setHeat(received.heat);
      else if (received.type === 'timeline') setTimeline(received);
      else if (received.type === 'state') setStepState(received.state);
      else if (received.type === 'toggleSteps') setStepping((before) => !before);
      else if (received.type === 'toggleTimeline') setWantsTimeline((wanted) => !wanted);
      else if (received.type === 'selection') setSelection(received.spans);
      else exporter.current?.(received.format);
    });
    host.post({ type: 'ready' });
    return stop;
  }, [host]);

  const uri = message?.uri;
  useEffect(() => {
    // Ids of expanded gates belong to one program.
    if (uri !== undefined && host.restore().uri !== undefined && host.restore().uri !== uri) setExpanded(new Set());
    if (uri !== undefined) host.remember({ uri });
  }, [host, uri]);
  useLayoutEffect(
    () => host.remember({ zoom, wrap, timeline: wantsTimeline, steps: stepping, expanded: [...expanded] }),
    [host, zoom, wrap, wantsTimeline, stepping, expanded],
  );
  // Also after a reload, when the host knows nothing of it any more.
  useEffect(() => host.post({ type: 'wantTimeline', wanted: wantsTimeline }), [host, wantsTimeline]);

  const steps = useMemo(() => (stepping && layout ? stepsOf(layout) : undefined), [stepping, layout]);
  const step = Math.min(wantedStep, steps?.last ?? 0);
  const drawnCircuit = layout?.circuit;
  useEffect(() => {
    if (!steps) return;
    // Not at each place that the slider passes.
    const timer = setTimeout(() => host.post({ type: 'inspect', circuit: steps.until(step), step }), STEP_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [host, drawnCircuit, stepping, step]);

  if (!message || !layout) return <div class="view circuit-view" aria-busy="true" />;

  const toggle = (id: string) =>
    setExpanded((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  return (
    <div class="view circuit-view">
      <Toolbar
        zoom={zoom}
        wrap={wrap}
        steps={stepping}
        onSteps={() => setStepping(!stepping)}
        timeline={wantsTimeline}
        alongTime={alongTime !== undefined}
        expandable={layout.expandable.length > 0}
        expanded={layout.frames.some(({ node }) => node.look === 'expanded')}
        onZoom={(factor) => setZoom(clampZoom(zoom * factor))}
        onFit={() => setZoom(fitZoom(message, layout, wrap && !alongTime, expanded, size))}
        onWrap={() => setWrap(!wrap)}
        onTimeline={() => setWantsTimeline(!wantsTimeline)}
        onExpand={() => setExpanded(new Set([...expanded, ...everyGate(message, expanded)]))}
        onCollapse={() => setExpanded(new Set())}
        onExport={() => host.post({ type: 'chooseExport' })}
        onRun={() => host.post({ type: 'run' })}
      />
      {layout.wires.length === 0 && layout.operations.length === 0 ? (
        <Empty />
      ) : (
        <Canvas
          layout={layout}
          name={message.name}
          heat={heat}
          marker={steps?.place(step)}
          zoom={zoom}
          selection={selection}
          scroll={restored.scroll}
          onZoom={setZoom}
          onResize={setSize}
          onScroll={(scroll) => host.remember({ scroll })}
          onReveal={({ start, end }) => host.post({ type: 'reveal', span: { start, end } })}
          onToggle={toggle}
        />
      )}
      {steps && (
        <StepPanel
          step={step}
          last={steps.last}
          state={stepState}
          onStep={setStep}
          onExport={(file, section) =>
            host.post({ type: 'export', ...file, name: message.name, suffix: `-step-${step}-${section}` })
          }
        />
      )}
      {heat && <HeatLegend {...heat} />}
      {wantsTimeline && !alongTime && timeline && (
        <NoTimeline timeline={timeline} onPick={() => host.post({ type: 'pickDevice' })} />
      )}
      <Notices message={message} layout={layout} />
    </div>
  );
}

/** A text in which nothing is understood any more keeps the last picture, until it is understood again. */
function nextMessage(last: CircuitMessage | undefined, next: CircuitMessage): CircuitMessage {
  const lost = next.errors > 0 && next.circuit.qubits.length === 0 && next.circuit.operations.length === 0;
  return lost && last && last.uri === next.uri ? { ...next, circuit: last.circuit } : next;
}

/** Ids of the gates shown when each user gate, those within others too, is expanded. */
function everyGate({ circuit }: CircuitMessage, expanded: ReadonlySet<string>): readonly string[] {
  return [...expanded, ...layoutCircuit(circuit, { expanded: 'all' }).expandable];
}

/** The largest zoom, up to 150 %, at which all of the diagram is in sight. */
function fitZoom(
  { circuit }: CircuitMessage,
  layout: DiagramLayout,
  wrap: boolean,
  expanded: ReadonlySet<string>,
  size: { readonly width: number; readonly height: number },
): number {
  if (!wrap) return clampZoom(Math.min(1.5, size.width / layout.width, size.height / layout.height));
  for (let zoom = 1.5; zoom > 0.3; zoom /= Math.sqrt(ZOOM_STEP)) {
    const fitted = layoutCircuit(circuit, { expanded, maxWidth: Math.max(NARROWEST, size.width / zoom) });
    if (fitted.width * zoom <= size.width && fitted.height * zoom <= size.height) return zoom;
  }
  return clampZoom(Math.min(1, size.width / layout.width));
}

function Notices({ message, layout }: { readonly message: CircuitMessage; readonly layout: DiagramLayout }) {
  const { errors, circuit } = message;
  const notices = [
    ...(errors > 0 ? [`${errors} ${errors === 1 ? 'error' : 'errors'} in the text: what is understood is drawn.`] : []),
    ...(errors === 0 && !circuit.complete ? ['Parts of the program could not be drawn.'] : []),
    ...layout.notices,
  ];
  return (
    <div class={errors > 0 ? 'notices warning' : 'notices'} role="status">
      {notices.map((notice) => (
        <p key={notice}>{notice}</p>
      ))}
    </div>
  );
}

/** Why the circuit is still shown in columns. */
function NoTimeline({ timeline, onPick }: { readonly timeline: TimelineMessage; readonly onPick: () => void }) {
  return (
    <div class="notices no-timeline" role="status">
      <p>
        No timeline: {timeline.fault ?? 'the device does not say how long its operations take.'}{' '}
        <button type="button" class="text-link" onClick={onPick}>
          Choose a device…
        </button>
      </p>
    </div>
  );
}

function Empty() {
  return (
    <div class="empty">
      <p>There is nothing to draw yet.</p>
      <p>
        Declare a qubit to begin: <code>qubit[2] q;</code>
      </p>
    </div>
  );
}
