/** What a service worker's global scope has, as far as it is used here: TypeScript knows it or the page's, not both. */
export interface WorkerScope {
  readonly skipWaiting: () => Promise<void>;
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: "install", listen: (event: InstallEvent) => void): void;
  addEventListener(type: "activate", listen: (event: Waiting) => void): void;
  /** A page that belongs to no worker asks for this one. */
  addEventListener(type: "message", listen: (event: Waiting) => void): void;
  addEventListener(type: "fetch", listen: (event: FetchEvent) => void): void;
}

interface Waiting {
  waitUntil(done: Promise<unknown>): void;
}

interface InstallEvent extends Waiting {
  /** Not in every browser. */
  readonly addRoutes?: (route: {
    readonly condition: { readonly urlPattern: string };
    readonly source: "network";
  }) => Promise<void>;
}

interface FetchEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
