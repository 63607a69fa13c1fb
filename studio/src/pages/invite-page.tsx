import { useEffect, useState } from "react";
import type { z } from "zod";
import type { AcceptAnswer, InvitePreview } from "#schemas/protocol/sharing.ts";
import { createApi } from "../app/api.ts";
import { keepIdentity, useIdentity } from "../app/identity.ts";
import { navigate, sopPath } from "../app/route.ts";
import { Button } from "../ui/button.tsx";
import { MessagePage } from "./message-page.tsx";

/** An invite link: what for, by whom, and the way in. */
export function InvitePage({ token }: { readonly token: string }) {
  const identity = useIdentity();
  const [preview, setPreview] = useState<z.infer<typeof InvitePreview>>();
  const api = createApi(identity?.key ?? null);
  useEffect(() => {
    void createApi(identity?.key ?? null)
      .get<z.infer<typeof InvitePreview>>(`/v1/invites/${token}`)
      .then(setPreview);
  }, [identity, token]);
  const join = async () => {
    const answer = await api.post<z.infer<typeof AcceptAnswer>>(`/v1/invites/${token}/accept`, {});
    if (answer.api_key !== undefined)
      keepIdentity({ agent: "guest", name: "Guest", key: answer.api_key, sop: answer.sop_id });
    navigate(sopPath(answer.sop_id));
  };
  return (
    <MessagePage title={preview?.sop.name ?? "Invite"} text={`You are invited as ${preview?.role ?? "…"}.`}>
      <Button look="primary" onClick={() => void join()}>
        Join
      </Button>
    </MessagePage>
  );
}
