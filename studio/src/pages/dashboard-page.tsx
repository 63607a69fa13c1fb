import { Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { CLOSE } from "#schemas/protocol/close-codes.ts";
import { createApi } from "../app/api.ts";
import type { Identity } from "../app/identity.ts";
import { usePageTitle } from "../hooks/use-page-title.ts";
import { Button } from "../ui/button.tsx";
import { AccountMenu } from "./dashboard/account-menu.tsx";
import { DeletedList } from "./dashboard/deleted-list.tsx";
import { DropZone } from "./dashboard/drop-zone.tsx";
import { FilterBar } from "./dashboard/filter-bar.tsx";
import { isAll, NO_FILTERS } from "./dashboard/filters.ts";
import { ImportButton } from "./dashboard/import-button.tsx";
import { ImportFaults } from "./dashboard/import-faults.tsx";
import { NewSopDialog } from "./dashboard/new-sop-dialog.tsx";
import { SopResults } from "./dashboard/sop-results.tsx";
import { useDomains } from "./dashboard/use-domains.ts";
import { useImport } from "./dashboard/use-import.ts";
import { useSopActs } from "./dashboard/use-sop-acts.ts";
import { useSopList } from "./dashboard/use-sop-list.ts";
import { RefusedPage } from "./refused-page.tsx";
import { Wordmark } from "../ui/wordmark.tsx";

/** The SOPs of whoever uses this browser. */
export function DashboardPage({ identity }: { readonly identity: Identity }) {
  const api = useMemo(() => createApi(identity.key), [identity]);
  const [filters, setFilters] = useState(NO_FILTERS);
  const [isNewOpen, setIsNewOpen] = useState(false);
  const [state, list] = useSopList(api, identity.agent, filters);
  const [acts, deleted] = useSopActs(api, identity, list);
  const importing = useImport(api, list.refresh);
  const domains = useDomains(state, filters);
  usePageTitle("SOPs");
  if (state.kind === "unknown_key") return <RefusedPage code={CLOSE.unauthenticated} reason="" />;
  // Nothing is there yet that could be looked for.
  const isBare =
    state.kind === "listed" && state.items.length === 0 && isAll(state.filters) && isAll(filters);
  const take = (files: readonly File[]) => void importing.take(files);
  return (
    <DropZone onFiles={take}>
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex max-w-7xl items-center justify-between gap-3 px-4 py-2.5 sm:px-6">
          <Wordmark />
          <AccountMenu identity={identity} sops={state.kind === "listed" ? state.items : []} />
        </div>
      </header>
      <main className="mx-auto grid max-w-7xl content-start gap-5 px-4 py-6 sm:px-6">
        <div className="flex flex-wrap items-center gap-2">
          <h1 className="flex-1 text-2xl font-semibold">SOPs</h1>
          <ImportButton isBusy={importing.isBusy} onFiles={take} />
          <Button look="primary" onClick={() => setIsNewOpen(true)}>
            <Plus aria-hidden className="size-4" /> New SOP
          </Button>
        </div>
        <ImportFaults faults={importing.faults} onDismiss={importing.forget} />
        {!isBare && <FilterBar filters={filters} domains={domains} onChange={setFilters} />}
        {state.kind === "listed" && state.stale !== null && (
          <div className="flex items-center justify-between gap-3 rounded-lg bg-sunken py-1.5 pr-1.5 pl-4">
            <p role="status" className="text-warn">
              This list may be out of date. {state.stale}
            </p>
            <Button onClick={list.refresh}>Try again</Button>
          </div>
        )}
        <SopResults api={api} state={state} list={list} acts={acts} onFilters={setFilters} />
        <DeletedList deleted={deleted} onBringBack={acts.bringBack} />
      </main>
      <NewSopDialog isOpen={isNewOpen} onClose={() => setIsNewOpen(false)} create={acts.create} />
    </DropZone>
  );
}
