import { useEffect, useRef } from "react";
import { Button } from "../../ui/button.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import type { Pages } from "./use-pages.ts";

/** U50: the end of a list that goes on as soon as it is seen; what failed can be tried again. */
export function ListEnd({
  pages,
  what,
  isEager = false,
}: {
  readonly pages: Pages<unknown>;
  readonly what: string;
  /** Goes on without being asked. */
  readonly isEager?: boolean;
}) {
  const { items, error, isBusy, hasMore, more, again } = pages;
  const end = useRef<HTMLDivElement>(null);
  const canGoOn = isEager && hasMore && !isBusy && error === null;
  const goOn = useRef(more);
  goOn.current = more;
  useEffect(() => {
    if (!canGoOn || end.current === null) return;
    const root = end.current.closest("[data-panel]");
    const observer = new IntersectionObserver(
      (seen) => seen.some(({ isIntersecting }) => isIntersecting) && goOn.current(),
      { root, rootMargin: "200px" },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [canGoOn]);
  if (error !== null)
    return (
      <div role="alert" className="grid justify-items-start gap-2 p-3 text-[13px] text-ink-soft">
        <p>{error}</p>
        <Button onClick={items === null ? again : hasMore ? more : again}>Try again</Button>
      </div>
    );
  if (items === null)
    return (
      <div className="p-3">
        <Spinner label={`Reading the ${what}…`} />
      </div>
    );
  return (
    <div ref={end} className="p-2">
      {hasMore && (
        <Button look="quiet" disabled={isBusy} onClick={more}>
          {isBusy ? "One moment…" : `More ${what}`}
        </Button>
      )}
    </div>
  );
}
