import type { Sop } from "#schemas/protocol/document.ts";
import type {
  DiffAnswer,
  RestoreAnswer,
  RevertAnswer,
  VersionItem,
  VersionPage,
} from "#schemas/protocol/history.ts";
import type { Member } from "#schemas/protocol/sharing.ts";
import type { Api } from "../../app/api.ts";
import type { ActivityEntry } from "./activity.ts";

/** A part of a list that goes on where there is a `next_cursor`. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next_cursor?: string | undefined;
}

/** Which part of a list. */
export interface PageQuery {
  readonly limit: number;
  readonly cursor: string | null;
}

/** What is asked to be taken back: what `agent` did after a version, or since a time (ISO 8601). */
export interface RevertAsk {
  readonly agent: string;
  readonly since: number | string;
  readonly force?: boolean;
}

/**
 * The calls about one SOP's past, as CONTRACT section 5 has them. They reject with `ApiError`. `id`: that of the patch which
 * the registry makes.
 */
export function historyCalls(api: Api, sop: string) {
  const at = `/v1/sop/${encodeURIComponent(sop)}`;
  return {
    activity: (query: PageQuery) => api.get<Page<ActivityEntry>>(`${at}/activity?${toQuery(query)}`),
    /** What members are called, by id; for owners alone. */
    memberNames: async () => {
      const { items } = await api.get<{ readonly items: readonly Member[] }>(`${at}/members`);
      return new Map(items.map(({ agent_id, name }) => [agent_id, name]));
    },
    /** What those are called, by id, of whom the newest part of the activity tells. */
    authorNames: async () => {
      const path = `${at}/activity?${toQuery({ limit: MOST_ENTRIES, cursor: null })}`;
      const { names } = await api.get<{ readonly names: Readonly<Record<string, string>> }>(path);
      return new Map(Object.entries(names));
    },
    versions: (query: PageQuery & { readonly named: boolean }) =>
      api.get<VersionPage>(`${at}/versions?named=${query.named}&${toQuery(query)}`),
    read: (version: number) => api.get<Sop>(`${at}?version=${version}`),
    diff: (from: number, to: number) => api.get<DiffAnswer>(`${at}/diff?from=${from}&to=${to}`),
    name: (version: number, label: string) => api.post<VersionItem>(`${at}/versions`, { version, label }),
    unname: (version: number) => api.delete<void>(`${at}/versions/${version}`),
    approve: (version: number) => api.post<Sop>(`${at}/approve`, { version }),
    restore: (version: number, force: boolean, id: string) =>
      api.post<RestoreAnswer>(`${at}/restore`, { version, force }, id),
    revert: (ask: RevertAsk, id: string) =>
      api.post<RevertAnswer>(`${at}/revert`, { ...ask, dry_run: false }, id),
    previewRevert: (ask: RevertAsk) => api.post<RevertAnswer>(`${at}/revert`, { ...ask, dry_run: true }),
  };
}

/** The calls about one SOP's past. */
export type HistoryCalls = ReturnType<typeof historyCalls>;

/** The registry gives no more at once. */
const MOST_ENTRIES = 200;

function toQuery({ limit, cursor }: PageQuery): string {
  const next = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
  return `limit=${limit}${next}`;
}
