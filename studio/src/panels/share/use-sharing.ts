import { useCallback, useEffect, useState } from "react";
import type { InvitePage, Invite, Member, MemberPage } from "#schemas/protocol/sharing.ts";
import { useEditor, useLive } from "../../editor/editor-context.tsx";
import { explainSharing } from "./share-words.ts";
import { useVisitors } from "./use-visitors.ts";

/** Who has access, and by which links others can get it, as an owner sees it. */
export interface Sharing {
  /** Null: on their way. */
  readonly members: readonly Member[] | null;
  readonly invites: readonly Invite[] | null;
  /** Why something did not work. */
  readonly error: string | null;
  /** Does something, then looks again. Resolves to false where it failed, which `error` then says. */
  readonly attempt: (act: () => Promise<unknown>) => Promise<boolean>;
}

/** Somebody may join without coming here. */
const LOOK_MS = 4_000;

/** The sharing of the editor's SOP, looked at again whenever it may have changed. */
export function useSharing(): Sharing {
  const { sop, api } = useEditor();
  const [members, setMembers] = useState<readonly Member[] | null>(null);
  const [invites, setInvites] = useState<readonly Invite[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const envelope = useLive("envelope");
  const visitors = useVisitors();

  const look = useCallback(async () => {
    const path = `/v1/sop/${sop.sop}`;
    const [people, links] = await Promise.all([
      api.get<MemberPage>(`${path}/members`),
      api.get<InvitePage>(`${path}/invites`),
    ]);
    setMembers((before) => sameTexts(before, people.items));
    setInvites((before) => sameTexts(before, links.items));
  }, [sop, api]);

  const lookQuietly = useCallback(() => {
    look().catch((refusal: unknown) => setError(explainSharing(refusal)));
  }, [look]);

  useEffect(lookQuietly, [lookQuietly, envelope, visitors]);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && lookQuietly(), LOOK_MS);
    addEventListener("focus", lookQuietly);
    return () => {
      clearInterval(timer);
      removeEventListener("focus", lookQuietly);
    };
  }, [lookQuietly]);

  const attempt = useCallback(
    async (act: () => Promise<unknown>) => {
      setError(null);
      try {
        await act();
        await look();
        return true;
      } catch (refusal) {
        setError(explainSharing(refusal));
        return false;
      }
    },
    [look],
  );

  return { members, invites, error, attempt };
}

/** What says the same is the same: nothing is drawn again for it. */
function sameTexts<T>(before: readonly T[] | null, now: readonly T[]): readonly T[] {
  return JSON.stringify(before) === JSON.stringify(now) && before !== null ? before : now;
}
