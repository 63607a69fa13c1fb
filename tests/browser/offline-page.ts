import { openSop } from "#studio/sync/open-sop.ts";
import { labelOf } from "#studio/sync/store/queue-names.ts";
import type { SopClient, Status } from "#studio/sync/types.ts";

/** What the page shows of its SOP. */
export interface Shown {
  readonly client: string;
  readonly version: number;
  readonly status: Pick<Status, "summary" | "unkept" | "kept" | "sent" | "asides">;
  /** What the nodes say, by id. */
  readonly instructions: Readonly<Record<string, string>>;
}

/** What the page offers to the test that drives it. */
export interface OfflinePage {
  /** Opens the SOP; resolves when there is something to show. */
  open(asked: { readonly url: string; readonly sop: string; readonly auth: string }): Promise<Shown>;
  /** Resolves when no tab holds this client's name any more. */
  untilFree(asked: { readonly url: string; readonly sop: string }, client: string): Promise<void>;
  /** Edits what a node says; resolves to true once that is on this device. */
  instruct(node: string, text: string): Promise<boolean>;
  look(): Shown;
  /** Resolves when this version, or a later one, is here and nothing is on its way. */
  untilSaved(version: number): Promise<Shown>;
  untilSummary(summary: Status["summary"]): Promise<Shown>;
}

declare global {
  var offlinePage: OfflinePage;
}

let opened: SopClient | null = null;

globalThis.offlinePage = {
  async open(asked) {
    opened = await openSop(asked);
    return look();
  },
  untilFree: ({ url, sop }, client) =>
    navigator.locks.request(labelOf({ scope: `${url}/${sop}`, client }), async () => undefined),
  instruct: (node, value) =>
    current().edit([{ op: "replace", path: `/nodes/${node}/data/instruction`, value }]).onDevice,
  look,
  untilSaved: (version) =>
    until(({ version: now, status }) => now >= version && status.kept + status.sent + status.unkept === 0),
  untilSummary: (summary) => until(({ status }) => status.summary === summary),
};

function current(): SopClient {
  if (opened === null) throw new Error("no SOP is open");
  return opened;
}

function look(): Shown {
  const { client, version, view, status } = current();
  const { summary, unkept, kept, sent, asides } = status;
  const said = [...view.nodes].map(([id, { data }]) => [id, (data as { instruction: string }).instruction]);
  return {
    client,
    version,
    status: { summary, unkept, kept, sent, asides },
    instructions: Object.fromEntries(said) as Record<string, string>,
  };
}

function until(isSo: (sop: SopClient) => boolean): Promise<Shown> {
  const sop = current();
  return new Promise((resolve) => {
    const check = () => {
      if (!isSo(sop)) return;
      stop();
      resolve(look());
    };
    const stop = sop.subscribe(check);
    check();
  });
}
