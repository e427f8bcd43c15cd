/**
 * Two texts side by side in Monaco, read-only: a bundle of its own (`dist/diff.js`), which a page loads when it first shows
 * texts. It defines `ketlabDiff`.
 */

import workerText from 'worker:monaco-editor/editor/editor.worker.js';
import * as monaco from 'monaco-editor/editor/editor.api.js';
import type { CreateDiffEditor } from './loadDiffEditor.ts';
import { LANGUAGE, openQasmTokens } from './openQasmTokens.ts';
import { followTheme } from './theme.ts';
// The font of its signs, which its package exports to nobody.
import '../../../node_modules/monaco-editor/esm/vs/base/browser/ui/codicons/codicon/codicon.css';

// The differences are found by a worker; a page of another origin than the script can start one from a blob only.
self.MonacoEnvironment = {
  getWorker: () => new Worker(URL.createObjectURL(new Blob([workerText], { type: 'text/javascript' }))),
};

monaco.languages.register({ id: LANGUAGE });
monaco.languages.setMonarchTokensProvider(LANGUAGE, openQasmTokens);

const create: CreateDiffEditor = (container) => {
  const stopFollowing = followTheme(monaco);
  const style = getComputedStyle(document.documentElement);
  const fontFamily = style.getPropertyValue('--vscode-editor-font-family').trim();
  const fontSize = Number.parseFloat(style.getPropertyValue('--vscode-editor-font-size'));
  const editor = monaco.editor.createDiffEditor(container, {
    ...(fontFamily !== '' && { fontFamily }),
    ...(fontSize > 0 && { fontSize }),
    readOnly: true,
    originalEditable: false,
    domReadOnly: true,
    automaticLayout: true,
    renderSideBySideInlineBreakpoint: 560,
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    renderOverviewRuler: false,
    renderMarginRevertIcon: false,
    renderGutterMenu: false,
    scrollBeyondLastLine: false,
    contextmenu: false,
    ariaLabel: 'The circuit that was run, beside the one that was to be mitigated',
  });
  const show = (original: string, variant: string) => {
    const before = editor.getModel();
    editor.setModel({
      original: monaco.editor.createModel(original, LANGUAGE),
      modified: monaco.editor.createModel(variant, LANGUAGE),
    });
    before?.original.dispose();
    before?.modified.dispose();
  };
  const dispose = () => {
    stopFollowing();
    const model = editor.getModel();
    editor.dispose();
    model?.original.dispose();
    model?.modified.dispose();
  };
  return { show, dispose };
};

globalThis.ketlabDiff = create;
