import { useMemo, useState } from "react";
import { toast } from "sonner";
import { ApiError, type Api } from "../../app/api.ts";
import type { Identity } from "../../app/identity.ts";
import { navigate, sopPath } from "../../app/route.ts";
import { forgetDeleted, readDeleted, rememberDeleted, type DeletedSop } from "./deleted-here.ts";
import type { SopItem, SopList } from "./sop-list.ts";
import { wordsOf } from "./words-of.ts";

/** What can be done to SOPs from the dashboard; what fails is told. */
export interface SopActs {
  /** Makes a SOP of what `POST /v1/sop` takes, and goes there. */
  readonly create: (body: unknown) => Promise<void>;
  readonly remove: (item: SopItem) => void;
  readonly bringBack: (sop: Pick<DeletedSop, "id" | "name">) => void;
  readonly leave: (item: SopItem) => void;
}

/** How long a deletion can be taken back on its toast; from the list of the deleted, for 30 days. */
const UNDO_MS = 12_000;

/** The acts of who uses this browser, and what they deleted here. */
export function useSopActs(
  api: Api,
  { agent }: Identity,
  list: SopList,
): readonly [SopActs, readonly DeletedSop[]] {
  const [deleted, setDeleted] = useState(() => readDeleted(localStorage, agent, Date.now()));
  const acts = useMemo((): SopActs => {
    const forget = (sop: string) => forgetDeleted(localStorage, agent, sop, Date.now());

    async function attempt(title: string, act: () => Promise<unknown>): Promise<boolean> {
      try {
        await act();
        return true;
      } catch (error) {
        toast.error(title, { description: wordsOf(error) });
        return false;
      } finally {
        setDeleted(readDeleted(localStorage, agent, Date.now()));
        list.refresh();
      }
    }

    async function bringBack({ id, name }: Pick<DeletedSop, "id" | "name">): Promise<void> {
      const isBack = await attempt(`“${name}” could not be brought back`, async () => {
        try {
          await api.post(`/v1/sop/${id}/undelete`);
        } catch (error) {
          if (error instanceof ApiError && error.status === 404) forget(id);
          throw error;
        }
        forget(id);
      });
      if (isBack) toast.success(`“${name}” is back`);
    }

    async function remove({ id, name }: SopItem): Promise<void> {
      const isGone = await attempt(`“${name}” could not be deleted`, async () => {
        await api.delete(`/v1/sop/${id}`);
        rememberDeleted(localStorage, agent, { id, name, at: Date.now() });
      });
      if (!isGone) return;
      toast(`“${name}” was deleted`, {
        duration: UNDO_MS,
        action: { label: "Undo", onClick: () => void bringBack({ id, name }) },
      });
    }

    async function leave({ id, name }: SopItem): Promise<void> {
      const path = `/v1/sop/${id}/members/${encodeURIComponent(agent)}`;
      if (await attempt(`You could not leave “${name}”`, () => api.delete(path))) toast(`You left “${name}”`);
    }

    return {
      async create(body) {
        await attempt("The SOP could not be made", async () => {
          const { id } = await api.post<{ readonly id: string }>("/v1/sop", body);
          navigate(sopPath(id));
        });
      },
      remove: (item) => void remove(item),
      bringBack: (sop) => void bringBack(sop),
      leave: (item) => void leave(item),
    };
  }, [api, agent, list]);
  return [acts, deleted];
}
