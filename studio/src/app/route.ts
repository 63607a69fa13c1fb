import { useSyncExternalStore } from "react";

/** Where the page is. */
export type Route =
  | { readonly page: "dashboard" }
  | { readonly page: "sop"; readonly sop: string }
  /** The token is in the fragment, which no server ever sees. */
  | { readonly page: "invite"; readonly token: string }
  | { readonly page: "nowhere" };

/** Reads an address; `hash` with its "#". */
function readRoute(path: string, hash: string): Route {
  if (path === "/") return { page: "dashboard" };
  const sop = /^\/sop\/([^/]+)\/?$/.exec(path)?.[1];
  if (sop !== undefined) return { page: "sop", sop: decodeURIComponent(sop) };
  if (path === "/invite") return { page: "invite", token: hash.slice(1) };
  return { page: "nowhere" };
}

/** The address of a SOP's canvas. */
export function sopPath(sop: string): string {
  return `/sop/${encodeURIComponent(sop)}`;
}

/** Goes to another address of the studio without loading the page again. */
export function navigate(path: string): void {
  history.pushState(null, "", path);
  dispatchEvent(new PopStateEvent("popstate"));
}

/** The present route; the component renders again when it changes. */
export function useRoute(): Route {
  const address = useSyncExternalStore(onNavigate, () => location.pathname + location.hash);
  const at = address.indexOf("#");
  return at < 0 ? readRoute(address, "") : readRoute(address.slice(0, at), address.slice(at));
}

function onNavigate(changed: () => void): () => void {
  addEventListener("popstate", changed);
  addEventListener("hashchange", changed);
  return () => {
    removeEventListener("popstate", changed);
    removeEventListener("hashchange", changed);
  };
}
