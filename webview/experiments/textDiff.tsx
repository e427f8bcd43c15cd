/** The text of a circuit beside that of another one. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { type DiffEditor, loadDiffEditor } from './diff/loadDiffEditor.ts';

interface TextDiffProps {
  readonly original: string;
  readonly variant: string;
}

export function TextDiff({ original, variant }: TextDiffProps) {
  const container = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<DiffEditor>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    let isGone = false;
    let made: DiffEditor | undefined;
    loadDiffEditor()
      .then((create) => {
        if (isGone || !container.current) return;
        made = create(container.current);
        setEditor(made);
      })
      .catch((error: Error) => setFailure(error.message));
    return () => {
      isGone = true;
      made?.dispose();
    };
  }, []);
  useEffect(() => editor?.show(original, variant), [editor, original, variant]);
  return (
    <>
      <div class="diff-head remark" aria-hidden="true">
        <span>As it was to be run</span>
        <span>As it was run</span>
      </div>
      <div ref={container} class="diff" />
      {failure !== undefined && (
        <p class="remark" role="alert">
          {failure}
        </p>
      )}
    </>
  );
}
