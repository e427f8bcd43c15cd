/** The buttons above the diagram. Decides nothing. */
import { Button } from '../icons.tsx';
import { ZOOM_STEP } from './zoom.ts';

interface ToolbarProps {
  readonly zoom: number;
  readonly wrap: boolean;
  /** A timeline is wanted. */
  readonly timeline: boolean;
  /** It is what is shown. */
  readonly alongTime: boolean;
  /** There are gates with a body to show. */
  readonly expandable: boolean;
  /** Some of them are shown. */
  readonly expanded: boolean;
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
  readonly onWrap: () => void;
  /** The state is shown step by step. */
  readonly steps: boolean;
  readonly onSteps: () => void;
  readonly onTimeline: () => void;
  readonly onExpand: () => void;
  readonly onCollapse: () => void;
  readonly onExport: () => void;
  readonly onRun: () => void;
}

export function Toolbar(props: ToolbarProps) {
  return (
    <div class="toolbar" role="toolbar" aria-label="Diagram">
      <Button icon="run" title="Run the circuit" text="Run" primary onClick={props.onRun} />
      <span class="space" />
      {props.expandable && <Button icon="expand" title="Show what is inside all gates" onClick={props.onExpand} />}
      {props.expanded && <Button icon="collapse" title="Collapse all gates" onClick={props.onCollapse} />}
      <Button
        icon="steps"
        title="State, step by step through the circuit"
        pressed={props.steps}
        onClick={props.onSteps}
      />
      <Button
        icon="timeline"
        title="Timeline: when each operation happens on the device"
        pressed={props.timeline}
        onClick={props.onTimeline}
      />
      {!props.alongTime && (
        <Button icon="wrap" title="Wrap long circuits" pressed={props.wrap} onClick={props.onWrap} />
      )}
      <span class="separator" />
      <Button icon="zoomOut" title="Zoom out" onClick={() => props.onZoom(1 / ZOOM_STEP)} />
      <span class="zoom">{Math.round(props.zoom * 100)}%</span>
      <Button icon="zoomIn" title="Zoom in" onClick={() => props.onZoom(ZOOM_STEP)} />
      <Button icon="fit" title="Fit the diagram into the view" onClick={props.onFit} />
      <span class="separator" />
      <Button icon="save" title="Export the diagram: SVG, PNG, LaTeX or text" onClick={props.onExport} />
    </div>
  );
}
