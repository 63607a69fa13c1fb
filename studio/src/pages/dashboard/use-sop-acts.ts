import { useMemo } from "react";
import { toast } from "sonner";
import type { Api } from "../../app/api.ts";
import type { Identity } from "../../app/identity.ts";
import { navigate, sopPath } from "../../app/route.ts";
import type { SopItem, SopList } from "./sop-list.ts";
import { wordsOf } from "./words-of.ts";

/** What can be done to SOPs from the dashboard; what fails is told. */
export interface SopActs {
  /** Makes a SOP of what `POST /v1/sop` takes, and goes there. */
  readonly create: (body: unknown) => Promise<void>;
  readonly remove: (item: SopItem) => void;
  readonly leave: (item: SopItem) => void;
}

/** How long a deletion can be taken back with one click; by its owner's key, for 30 days. */
const UNDO_MS = 12_000;

/** The acts of who uses this browser. */
export function useSopActs(api: Api, { agent }: Identity, list: SopList): SopActs {
  return useMemo(() => {
    async function attempt(title: string, act: () => Promise<unknown>): Promise<boolean> {
      try {
        await act();
        return true;
      } catch (error) {
        toast.error(title, { description: wordsOf(error) });
        return false;
      } finally {
        list.refresh();
      }
    }

    async function bringBack({ id, name }: SopItem): Promise<void> {
      const isBack = await attempt(`“${name}” could not be brought back`, () =>
        api.post(`/v1/sop/${id}/undelete`),
      );
      if (isBack) toast.success(`“${name}” is back`);
    }

    async function remove(item: SopItem): Promise<void> {
      const { id, name } = item;
      if (!(await attempt(`“${name}” could not be deleted`, () => api.delete(`/v1/sop/${id}`)))) return;
      toast(`“${name}” was deleted`, {
        duration: UNDO_MS,
        action: { label: "Undo", onClick: () => void bringBack(item) },
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
      leave: (item) => void leave(item),
    };
  }, [api, agent, list]);
}
