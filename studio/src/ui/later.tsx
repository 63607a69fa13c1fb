import { lazy, Suspense, type ComponentType, type ReactNode } from "react";
import { Spinner } from "./spinner.tsx";

/**
 * A component whose script comes when it is first shown, since most do without it at first. `load` gives the component;
 * until then `meanwhile` is in its place, and where it cannot be had, a line that says so.
 */
export function later(load: () => Promise<ComponentType>, meanwhile: ReactNode = <Coming />): ComponentType {
  const Loaded = lazy(async () => {
    try {
      return { default: await load() };
    } catch {
      return { default: NotLoaded };
    }
  });
  return function Later() {
    return (
      <Suspense fallback={meanwhile}>
        <Loaded />
      </Suspense>
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
  return (
    <p role="alert" className="p-4 text-ink-soft">
      This part of the studio could not be loaded. Reload the page when you are connected.
    </p>
  );
}
