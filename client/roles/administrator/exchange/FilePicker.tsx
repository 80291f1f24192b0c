import { FileUp } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '#client/ui/Button.tsx';

type Props = {
  readonly label: string;
  readonly isSeveral?: boolean;
  readonly testId: string;
  readonly onFiles: (files: readonly File[]) => void;
};

/** A button that brings up the browser's own choice of files. */
export function FilePicker({ label, isSeveral = false, testId, onFiles }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button kind="secondary" icon={<FileUp aria-hidden />} onPress={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,application/json"
        multiple={isSeveral}
        data-testid={testId}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          // The same file can be chosen again, changed meanwhile.
          target.value = '';
        }}
      />
    </>
  );
}
