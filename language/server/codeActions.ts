/** The requests for code actions: what can be done at a place, and, once one is taken, its edits. */
import {
  type ClientCapabilities,
  type CodeActionParams,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  type CodeAction as LspCodeAction,
  ResponseError,
  type ServerCapabilities,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span } from '../diagnostic.ts';
import { CODE_ACTION_KINDS, type CodeAction, codeActions } from '../features/codeActions.ts';
import { toDiagnostic, toRange } from './convert.ts';
import { type DocumentGuard, documentRequest } from './guard.ts';
import type { NoiseReports } from './noiseReports.ts';
import type { Compiled } from './workspace.ts';

/** Which action of which text the client wants to have resolved. */
interface ActionData {
  readonly uri: string;
  /** Of the compilation. */
  readonly id: string;
  readonly range: Span;
  readonly index: number;
}

/** Answers these requests on `connection`; returns what the server can thereby do for a client. */
export function registerCodeActions(
  connection: Connection,
  guard: DocumentGuard,
  noise: NoiseReports,
): (client: ClientCapabilities) => ServerCapabilities {
  let canResolve = false;
  let showsDisabled = false;
  const actionsAt = (compiled: Compiled, range: Span) =>
    codeActions(compiled.compilation, compiled.compilation.diagnostics, range, noise.problemsOf(compiled));

  connection.onCodeAction(
    documentRequest<CodeActionParams, LspCodeAction[]>(guard, {
      name: 'textDocument/codeAction',
      closed: [],
      answer: (document, compiled, { range, context }) => {
        const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
        return actionsAt(compiled, span).flatMap((action, index) => {
          if (!isWanted(action, context.only) || (action.disabled !== undefined && !showsDisabled)) return [];
          const data: ActionData = { uri: document.uri, id: compiled.id, range: span, index };
          const isLater = canResolve && action.kind !== 'quickfix';
          const plain = toCodeAction(document, action);
          if (action.disabled !== undefined) return [plain];
          return [{ ...plain, ...(isLater ? { data } : { edit: editOf(document, action) }) }];
        });
      },
    }),
  );
  connection.onCodeActionResolve(async (action, token) => {
    const { uri, id, range, index } = action.data as ActionData;
    const resolve = documentRequest<{ readonly textDocument: { readonly uri: string } }, LspCodeAction>(guard, {
      name: 'codeAction/resolve',
      closed: action,
      answer: (document, compiled) => {
        const found = compiled.id === id ? actionsAt(compiled, range)[index] : undefined;
        if (found) return { ...action, edit: editOf(document, found) };
        throw new ResponseError(LSPErrorCodes.ContentModified, 'The text has changed since this was offered.');
      },
    });
    if (typeof uri !== 'string') throw new ResponseError(ErrorCodes.InvalidParams, 'This is no action of Ketlab.');
    return resolve({ textDocument: { uri } }, token);
  });
  return ({ textDocument }) => {
    const properties = textDocument?.codeAction?.resolveSupport?.properties ?? [];
    canResolve = properties.includes('edit') && textDocument?.codeAction?.dataSupport === true;
    showsDisabled = textDocument?.codeAction?.disabledSupport === true;
    return { codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS], resolveProvider: true } };
  };
}

/** A kind that is asked for contains those that continue it; those of `source` come only when asked for. */
function isWanted({ kind }: CodeAction, only: readonly string[] | undefined): boolean {
  if (!only) return !kind.startsWith('source.');
  return only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`) || wanted === '');
}

function toCodeAction(document: TextDocument, action: CodeAction): LspCodeAction {
  const { title, kind, fixes, preferred, disabled } = action;
  return {
    title,
    kind,
    ...(fixes && { diagnostics: fixes.map((fixed) => toDiagnostic(document, fixed, () => undefined)) }),
    ...(preferred && { isPreferred: true }),
    ...(disabled !== undefined && { disabled: { reason: disabled } }),
  };
}

function editOf(document: TextDocument, action: CodeAction): WorkspaceEdit {
  const edits = action.edits().map(({ newText, ...span }) => ({ range: toRange(document, span), newText }));
  return { changes: { [document.uri]: edits } };
}
