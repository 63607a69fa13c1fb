import {
  createContext,
  lazy,
  Suspense,
  use,
  useEffect,
  useState,
  type ComponentType,
  type ReactNode,
} from "react";
import { Spinner } from "./spinner.tsx";

/** For what stands in the place of a part that could not be had: tries to get it again. */
export const AgainContext = createContext<() => void>(() => undefined);

/**
 * A component whose script comes when it is first shown, since most do without it at first. `load` gives the component;
 * until then `meanwhile` is in its place, and where it cannot be had, `missing`.
 */
export function later<Props extends object = object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile: ReactNode = <Coming />,
  missing: ComponentType<Props> = NotLoaded,
): ComponentType<Props> {
  const makeLoaded = () =>
    lazy(async () => {
      try {
        return { default: await load() };
      } catch {
        return { default: missing };
      }
    });
  let Newest = makeLoaded();
  return function Later(props: Props) {
    const [Loaded, show] = useState(() => Newest);
    const again = () => {
      Newest = makeLoaded();
      show(() => Newest);
    };
    return (
      <AgainContext value={again}>
        <Suspense fallback={meanwhile}>
          <Loaded {...props} />
        </Suspense>
      </AgainContext>
    );
  };
}

function Coming() {
  return (
    <p className="p-4">
      <Spinner label="Loading…" />
    </p>
  );
}

function NotLoaded() {
  const again = use(AgainContext);
  useEffect(() => {
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  }, [again]);
  return (
    <p role="alert" className="p-4 text-ink-soft">
      This part of the studio could not be loaded. It comes when you are connected.
    </p>
  );
}
