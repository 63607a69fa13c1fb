import { openLink } from "#studio/sync/link/open-link.ts";
import type { Link } from "#studio/sync/link/link.ts";
import { systemEnv } from "#studio/sync/system-env.ts";

/** What the page offers to the test that drives it. */
export interface LinkPage {
  open(options: { readonly url: string; readonly sop: string; readonly key: string }): void;
  /** Resolves when the link has told this, as JSON of `[what, detail]`, since the last call. */
  until(told: string): Promise<void>;
  rename(id: string, base: number): boolean;
  resync(): void;
  close(): void;
}

declare global {
  var linkPage: LinkPage;
}

const told: string[] = [];
let look = (): void => undefined;
let link: Link | null = null;

function tell(...what: readonly unknown[]): void {
  told.push(JSON.stringify(what));
  look();
}

globalThis.linkPage = {
  open({ url, sop, key }) {
    const env = systemEnv();
    link = openLink({
      url,
      sop,
      client: env.newId(),
      auth: key,
      env,
      warn: (warning) => tell("warning", warning),
      events: {
        point: () => null,
        opened: (init, via) => tell("opened", via, init.version),
        message: (message) => tell(message.type, message.type === "patch" ? message.id : null),
        ended: ({ code }) => tell("ended", code),
        state: ({ kind }) => tell("state", kind),
      },
    });
  },
  until(wanted) {
    return new Promise((resolve) => {
      look = () => {
        const at = told.indexOf(wanted);
        if (at < 0) return;
        told.splice(0, at + 1);
        resolve();
      };
      look();
    });
  },
  rename(id, base) {
    const ops = [{ op: "replace" as const, path: "/name", value: id }];
    return link?.send({ type: "patch", id, base, ts: Date.now(), ops }) ?? false;
  },
  resync: () => link?.resync(),
  close: () => link?.close(),
};
