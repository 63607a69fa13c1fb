const PLACES = ["a", "b", "c", "d"] as const;

/** The places of the cards, while the first list is on its way. */
export function SopSkeletons() {
  return (
    <div role="status" className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">
      <span className="sr-only">Looking for your SOPs…</span>
      {PLACES.map((place) => (
        <div key={place} className="h-60 animate-pulse rounded-xl border border-line bg-sunken" />
      ))}
    </div>
  );
}
