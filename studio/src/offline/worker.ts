import { createKeeper } from "./keeper.ts";
import type { WorkerScope } from "./worker-scope.ts";

/** Every hashed file of this build, and its name: the build fills them in. */
declare const BUILT_FILES: readonly string[];
declare const BUILT_NAME: string;

const scope = globalThis as unknown as WorkerScope;
const env = {
  caches,
  origin: location.origin,
  fetch: (request: Request) => fetch(request),
  after: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
};
const keeper = createKeeper(env, BUILT_NAME, BUILT_FILES);

scope.addEventListener("install", (event) => {
  // Calls are none of its business: they need not wait for it to wake up.
  void event.addRoutes?.({ condition: { urlPattern: "/v1/*" }, source: "network" });
  event.waitUntil(keeper.keep().then(() => scope.skipWaiting()));
});

scope.addEventListener("activate", (event) => {
  // The page that was first here too: what it loads later is had without the network from now on.
  event.waitUntil(Promise.all([keeper.dropOlder(), scope.clients.claim()]));
});

scope.addEventListener("message", (event) => event.waitUntil(scope.clients.claim()));

scope.addEventListener("fetch", (event) => {
  const answer = keeper.answer(event.request, new URL(event.request.url));
  if (answer !== null) event.respondWith(answer);
});
