import { Search } from "lucide-react";
import { useId } from "react";
import { Select } from "../../ui/select.tsx";
import type { Filters, Whose } from "./filters.ts";

const WHOSE: readonly (readonly [Whose, string])[] = [
  ["all", "All"],
  ["mine", "My SOPs"],
  ["shared", "Shared with me"],
];

interface FilterBarProps {
  readonly filters: Filters;
  readonly domains: readonly string[];
  readonly onChange: (filters: Filters) => void;
}

/** What the list is narrowed to. */
export function FilterBar({ filters, domains, onChange }: FilterBarProps) {
  const id = useId();
  return (
    <div className="flex flex-wrap items-center gap-2" role="search" aria-label="SOPs">
      <fieldset className="flex rounded-lg bg-sunken p-1">
        <legend className="sr-only">Whose SOPs</legend>
        {WHOSE.map(([whose, label]) => (
          <label
            key={whose}
            className="relative cursor-pointer rounded-md px-3 py-1 text-ink-soft has-checked:bg-chosen has-checked:text-ink has-checked:shadow-xs has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={id}
              className="absolute inset-0 cursor-pointer opacity-0"
              checked={filters.whose === whose}
              onChange={() => onChange({ ...filters, whose })}
            />
            {label}
          </label>
        ))}
      </fieldset>
      <div className="relative min-w-48 flex-1">
        <Search aria-hidden className="absolute top-2.5 left-2.5 size-4 text-ink-faint" />
        <input
          type="search"
          aria-label="Search SOPs"
          placeholder="Search by name"
          maxLength={200}
          value={filters.q}
          onChange={(event) => onChange({ ...filters, q: event.target.value })}
          className="min-h-9 w-full rounded-lg border border-line-strong bg-surface pr-2.5 pl-8 text-ink placeholder:text-ink-faint [&::-webkit-search-cancel-button]:grayscale"
        />
      </div>
      <Select
        aria-label="Domain"
        value={filters.domain}
        onChange={(event) => onChange({ ...filters, domain: event.target.value })}
        className="w-48 max-sm:grow"
      >
        <option value="">Any domain</option>
        {domains.map((domain) => (
          <option key={domain}>{domain}</option>
        ))}
      </Select>
      <Select
        aria-label="Status"
        value={filters.status}
        onChange={(event) => onChange({ ...filters, status: event.target.value as Filters["status"] })}
        className="max-sm:grow"
      >
        <option value="">Any status</option>
        <option value="draft">Draft</option>
        <option value="approved">Approved</option>
      </Select>
    </div>
  );
}
