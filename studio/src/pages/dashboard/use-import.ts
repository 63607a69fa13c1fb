import { useState } from "react";
import type { Api } from "../../app/api.ts";
import { navigate, sopPath } from "../../app/route.ts";
import { readImport } from "./read-import.ts";
import { wordsOf } from "./words-of.ts";

/** Bringing files in as SOPs. */
export interface Importing {
  /** A single file's SOP is opened; of several, the list shows them. */
  readonly take: (files: readonly File[]) => Promise<void>;
  /** What did not become a SOP, and why. */
  readonly faults: readonly string[];
  readonly forget: () => void;
  readonly isBusy: boolean;
}

/** Brings files in by `api`; `done` when some of several came in. */
export function useImport(api: Api, done: () => void): Importing {
  const [faults, setFaults] = useState<readonly string[]>([]);
  const [isBusy, setIsBusy] = useState(false);

  async function bringIn(file: File): Promise<{ readonly id: string } | { readonly fault: string }> {
    try {
      const read = readImport(await file.text());
      if (read.kind === "refused") return { fault: `“${file.name}” was not imported: ${read.why}` };
      return await api.post<{ readonly id: string }>("/v1/sop", read.unit);
    } catch (error) {
      return { fault: `“${file.name}” was not imported. ${wordsOf(error)}` };
    }
  }

  async function take(files: readonly File[]): Promise<void> {
    setIsBusy(true);
    setFaults([]);
    const ends = [];
    for (const file of files) ends.push(await bringIn(file));
    setIsBusy(false);
    setFaults(ends.flatMap((end) => ("fault" in end ? [end.fault] : [])));
    const [first] = ends;
    if (ends.length === 1 && first !== undefined && "id" in first) navigate(sopPath(first.id));
    else done();
  }

  return { take, faults, forget: () => setFaults([]), isBusy };
}
