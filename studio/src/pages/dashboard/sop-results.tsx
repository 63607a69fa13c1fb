import type { Api } from "../../app/api.ts";
import { Button } from "../../ui/button.tsx";
import { isNarrowed, NO_FILTERS, type Filters } from "./filters.ts";
import { NoSops } from "./no-sops.tsx";
import { SopCard } from "./sop-card.tsx";
import { SopSkeletons } from "./sop-skeletons.tsx";
import type { ListState, SopList } from "./sop-list.ts";
import type { SopActs } from "./use-sop-acts.ts";
import { useMinute } from "../../hooks/use-minute.ts";

interface SopResultsProps {
  readonly api: Api;
  readonly state: Exclude<ListState, { kind: "unknown_key" }>;
  readonly list: SopList;
  readonly acts: SopActs;
  readonly onFilters: (filters: Filters) => void;
}

/** The SOPs that were found; or what stands in the way, or what can be begun. */
export function SopResults({ api, state, list, acts, onFilters }: SopResultsProps) {
  const now = useMinute();
  if (state.kind === "loading") return <SopSkeletons />;
  if (state.kind === "failed") {
    return (
      <div role="alert" className="grid justify-items-center gap-3 py-16 text-center">
        <p className="text-lg font-semibold">Your SOPs could not be listed</p>
        <p className="max-w-md text-ink-soft">{state.why}</p>
        <Button onClick={list.refresh}>Try again</Button>
      </div>
    );
  }
  const { items, filters, hasMore } = state;
  if (items.length === 0) {
    return isNarrowed(filters) ? (
      <div className="grid justify-items-center gap-3 py-16 text-center">
        <p className="text-lg font-semibold">Nothing matches</p>
        <p className="text-ink-soft">No SOP of yours has this in its name, with this domain and status.</p>
        <Button onClick={() => onFilters({ ...NO_FILTERS, whose: filters.whose })}>Clear filters</Button>
      </div>
    ) : (
      <NoSops whose={filters.whose} create={acts.create} />
    );
  }
  return (
    <>
      <ul aria-label="SOPs" className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">
        {items.map((item) => (
          <SopCard
            key={item.id}
            api={api}
            item={item}
            now={now}
            onDelete={acts.remove}
            onLeave={acts.leave}
          />
        ))}
      </ul>
      {hasMore && (
        <Button className="justify-self-center" onClick={list.showMore}>
          Show more
        </Button>
      )}
    </>
  );
}
