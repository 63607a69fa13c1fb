/** A page that runs a script of the project. */
export interface ServedPage {
  readonly url: string;
  /** The same page under a name that the test browser finds, and does not take for a secure context. */
  readonly insecureUrl: string;
  stop(): Promise<void>;
}

/**
 * Bundles a script for the browser and serves an empty page with it, on a free port of this machine. `text`: what the
 * script says, where there is no such file.
 */
export async function servePage(entry: string, text?: string): Promise<ServedPage> {
  const files = text === undefined ? {} : { [entry]: text };
  const built = await Bun.build({ entrypoints: [entry], target: "browser", files });
  const script = await built.outputs[0]?.text();
  if (script === undefined) throw new Error(`${entry} gave no script`);
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    routes: {
      "/": answer(
        "text/html",
        '<!doctype html><title>a page</title><script type="module" src="/page.js"></script>',
      ),
      "/page.js": answer("text/javascript", script),
      "/favicon.ico": new Response(null, { status: 204 }),
    },
  });
  return {
    url: `http://127.0.0.1:${server.port}/`,
    insecureUrl: `http://insecure.example:${server.port}/`,
    stop: () => server.stop(true),
  };
}

function answer(type: string, body: string): Response {
  return new Response(body, { headers: { "Content-Type": `${type}; charset=utf-8` } });
}
