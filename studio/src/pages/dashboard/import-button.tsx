import { Upload } from "lucide-react";
import { useRef } from "react";
import { Button } from "../../ui/button.tsx";

interface ImportButtonProps {
  readonly isBusy: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Asks for ExpertSOP files. */
export function ImportButton({ isBusy, onFiles }: ImportButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button disabled={isBusy} onClick={() => input.current?.click()}>
        <Upload aria-hidden className="size-4" /> {isBusy ? "Importing…" : "Import"}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        accept=".json,application/json"
        aria-label="ExpertSOP files to import"
        className="hidden"
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // So that the same file can be chosen again after it was mended.
          currentTarget.value = "";
        }}
      />
    </>
  );
}
