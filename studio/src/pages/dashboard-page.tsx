import { useEffect, useMemo, useState } from "react";
import type { SopPage } from "#schemas/protocol/http-answers.ts";
import { createApi } from "../app/api.ts";
import type { Identity } from "../app/identity.ts";
import { navigate, sopPath } from "../app/route.ts";
import { Button } from "../ui/button.tsx";

/** The SOPs of whoever uses this browser. */
export function DashboardPage({ identity }: { readonly identity: Identity }) {
  const api = useMemo(() => createApi(identity.key), [identity]);
  const [items, setItems] = useState<SopPage["items"]>([]);
  useEffect(() => {
    void api.get<SopPage>("/v1/sop").then((page) => setItems(page.items));
  }, [api]);
  const makeBlank = async () => {
    const graph = { name: "Untitled SOP", domain: "general" };
    const { id } = await api.post<{ id: string }>("/v1/sop", { graph });
    navigate(sopPath(id));
  };
  return (
    <main className="mx-auto grid max-w-5xl gap-4 p-6">
      <h1 className="text-xl font-semibold">My SOPs</h1>
      <Button look="primary" onClick={() => void makeBlank()}>
        New SOP
      </Button>
      <ul>
        {items.map(({ id, name }) => (
          <li key={id}>
            <a href={sopPath(id)}>{name}</a>
          </li>
        ))}
      </ul>
    </main>
  );
}
