import type { ClientFigures } from "./measure-client.ts";
import type { PendingKind } from "./client/workload.ts";
import { table, whole } from "./table.ts";

const WHERE: Readonly<Record<PendingKind, string>> = {
  apart: "none of them where it writes",
  same: "one of them in its node",
  few: "a fifth of them by index in the list where it writes",
  list: "all of them by index in the list where it writes",
};

/** What the sync client costs, as markdown: a remote patch, an opening, a catch-up, the script's size. */
export function renderClient(figures: ClientFigures): string {
  return [renderPatches(figures), renderOpening(figures), renderCatchUp(figures), renderBundle(figures)].join(
    "\n\n",
  );
}

function renderPatches({ nodes, pending, places }: ClientFigures): string {
  return table(
    [`a remote patch into ${whole(nodes)} nodes, ${pending} own ones unanswered`, "where", "p50", "p99"],
    places.flatMap(({ place, patches }) =>
      patches.map(({ pending: kind, p50Us, p99Us }) => [
        WHERE[kind],
        place,
        `${whole(p50Us)} µs`,
        `${whole(p99Us)} µs`,
      ]),
    ),
  );
}

function renderOpening({ places }: ClientFigures): string {
  return table(
    ["opening without a network", "where", "until the view is there"],
    places.map(({ place, opening: { queued, nodes, ms } }) => [
      `${whole(queued)} queued patches, ${whole(nodes)} nodes`,
      place,
      `${whole(ms)} ms`,
    ]),
  );
}

function renderCatchUp({ catchUps }: ClientFigures): string {
  return table(
    ["catching up with a registry", "time", "bytes received", "bytes of a whole init"],
    catchUps.map(({ nodes, missed, ms, bytes, wholeBytes }) => [
      `${whole(missed)} versions of ${whole(nodes)} nodes`,
      `${whole(ms)} ms`,
      whole(bytes),
      whole(wholeBytes),
    ]),
  );
}

function renderBundle({ bundle: { bytes, gzipBytes, packages } }: ClientFigures): string {
  return table(
    ["the client's script", "KiB"],
    [
      ["minified", kib(bytes)],
      ["… and gzip", kib(gzipBytes)],
      ...packages.map(([name, size]) => [`of it ${name === "" ? "its own" : name}`, kib(size)]),
    ],
  );
}

function kib(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}
