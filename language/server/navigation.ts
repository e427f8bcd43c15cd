/** The requests that lead from a name to what it means: definition, uses, rename and hover. */
import {
  type Connection,
  type DefinitionParams,
  DocumentHighlightKind,
  type DocumentHighlightParams,
  type HoverParams,
  type LinkedEditingRangeParams,
  type LinkedEditingRanges,
  LSPErrorCodes,
  type DocumentHighlight as LspDocumentHighlight,
  type Hover as LspHover,
  type Location as LspLocation,
  MarkupKind,
  type PrepareRenameParams,
  type Range,
  type ReferenceParams,
  type RenameParams,
  ResponseError,
  type ServerCapabilities,
  type TypeDefinitionParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { definitionAt } from '../features/definition.ts';
import { documentHighlights } from '../features/documentHighlight.ts';
import { hover } from '../features/hover.ts';
import { linkedEditingRanges } from '../features/linkedEditing.ts';
import { noiseHover } from '../features/noise/noiseHover.ts';
import type { Location } from '../features/programFiles.ts';
import { referencesAt } from '../features/references.ts';
import { prepareRename, type Refusal, type Rename, rename } from '../features/rename.ts';
import { typeDefinitionAt } from '../features/typeDefinition.ts';
import { rangesIn, toRange } from './convert.ts';
import { type DocumentGuard, documentRequest } from './guard.ts';
import type { NoiseReports } from './noiseReports.ts';

/** What is still a name while it is edited. */
const NAME = '[\\p{L}_][\\p{L}\\p{N}_]*';

/** Answers these requests on `connection`; returns what the server can thereby do. */
export function registerNavigation(
  connection: Connection,
  guard: DocumentGuard,
  noise: NoiseReports,
): ServerCapabilities {
  const definition = (name: string) =>
    documentRequest<DefinitionParams, LspLocation | null>(guard, {
      name,
      closed: null,
      answer: (document, { compilation }, { position }) => {
        const location = definitionAt(compilation.program, document.offsetAt(position));
        return location ? (toLocations([location])[0] ?? null) : null;
      },
    });
  connection.onDefinition(definition('textDocument/definition'));
  connection.onDeclaration(definition('textDocument/declaration'));
  connection.onTypeDefinition(
    documentRequest<TypeDefinitionParams, LspLocation[]>(guard, {
      name: 'textDocument/typeDefinition',
      closed: [],
      answer: (document, { compilation }, { position }) =>
        toLocations(typeDefinitionAt(compilation.program, document.offsetAt(position))),
    }),
  );
  connection.onReferences(
    documentRequest<ReferenceParams, LspLocation[]>(guard, {
      name: 'textDocument/references',
      closed: [],
      answer: (document, { compilation }, { position, context }) =>
        toLocations(referencesAt(compilation.program, document.offsetAt(position), context.includeDeclaration)),
    }),
  );
  connection.onDocumentHighlight(
    documentRequest<DocumentHighlightParams, LspDocumentHighlight[]>(guard, {
      name: 'textDocument/documentHighlight',
      closed: [],
      answer: (document, { compilation }, { position }) =>
        documentHighlights(compilation.program, document.offsetAt(position)).map(({ kind, ...span }) => ({
          range: toRange(document, span),
          kind: kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
        })),
    }),
  );
  connection.onPrepareRename(
    documentRequest<PrepareRenameParams, { range: Range; placeholder: string } | null>(guard, {
      name: 'textDocument/prepareRename',
      closed: null,
      answer: (document, { compilation }, { position }) => {
        const name = allowed(prepareRename(compilation.program, document.offsetAt(position)));
        return name ? { range: toRange(document, name), placeholder: name.name } : null;
      },
    }),
  );
  connection.onRenameRequest(
    documentRequest<RenameParams, WorkspaceEdit | null>(guard, {
      name: 'textDocument/rename',
      closed: null,
      answer: (document, { compilation }, { position, newName }) => {
        const edits = allowed(rename(compilation.program, document.offsetAt(position), newName));
        return edits ? toWorkspaceEdit(edits) : null;
      },
    }),
  );
  connection.languages.onLinkedEditingRange(
    documentRequest<LinkedEditingRangeParams, LinkedEditingRanges | null>(guard, {
      name: 'textDocument/linkedEditingRange',
      closed: null,
      answer: (document, { compilation }, { position }) => {
        const spans = linkedEditingRanges(compilation.program, document.offsetAt(position));
        return spans ? { ranges: spans.map((span) => toRange(document, span)), wordPattern: NAME } : null;
      },
    }),
  );
  connection.onHover(
    documentRequest<HoverParams, LspHover | null>(guard, {
      name: 'textDocument/hover',
      closed: null,
      answer: async (document, compiled, { position }) => {
        const { program } = compiled.compilation;
        const found = hover(program, document.offsetAt(position));
        if (!found) return null;
        const analysis = (await noise.soon(document, compiled))?.analysis;
        const cost = analysis && noiseHover(analysis, program, found);
        const value = cost === undefined ? found.markdown : `${cost}\n\n---\n\n${found.markdown}`;
        return { range: toRange(document, found), contents: { kind: MarkupKind.Markdown, value } };
      },
    }),
  );
  return {
    hoverProvider: true,
    definitionProvider: true,
    declarationProvider: true,
    typeDefinitionProvider: true,
    linkedEditingRangeProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
  };
}

/** A refusal is an error of the request: editors show its message. */
function allowed<T extends object>(result: T | Refusal | undefined): T | undefined {
  if (result && 'refusal' in result) throw new ResponseError(LSPErrorCodes.RequestFailed, result.refusal);
  return result;
}

function toLocations(locations: readonly Location[]): LspLocation[] {
  const rangeIn = rangesIn();
  return locations.map(({ uri, text, ...span }) => ({ uri, range: rangeIn(text, span) }));
}

function toWorkspaceEdit({ newName, edits }: Rename): WorkspaceEdit {
  const changes: Record<string, { range: Range; newText: string }[]> = {};
  for (const { uri, range } of toLocations(edits)) {
    changes[uri] ??= [];
    changes[uri].push({ range, newText: newName });
  }
  return { changes };
}
