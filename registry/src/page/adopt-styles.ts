import { readFile } from "node:fs/promises";
import type { BunPlugin } from "bun";

/**
 * Two packages put `<style>` elements into the page, which its policy forbids. Here they adopt style sheets instead: a
 * script's own, which no policy has to allow and nobody can inject. Where a package is no longer what is expected
 * here, the build fails.
 */
export const adoptStyles: BunPlugin = {
  name: "adopt-styles",
  setup(build) {
    build.onLoad({ filter: /[\\/]sonner[\\/]dist[\\/]index\.mjs$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const contents = text.replace(INSERT_CSS, `function __insertCSS(code) {${ADOPT}}`);
      if (contents === text) throw new Error("sonner puts its styles in by another way than before");
      return { contents, loader: "js" };
    });
    build.onLoad({ filter: /[\\/]react-style-singleton[\\/]dist[\\/]es2015[\\/]singleton\.js$/ }, () => ({
      contents: SINGLETON,
      loader: "js",
    }));
  },
};

const INSERT_CSS = /function __insertCSS\(code\) \{[^}]*createElement\('style'\)[^}]*\}/;

const ADOPT = `
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(code);
  document.adoptedStyleSheets.push(sheet);
`;

/** Does what the package's own file does: the first user's styles, for as long as there are users. */
const SINGLETON = `
export function stylesheetSingleton() {
  let users = 0;
  let sheet = null;
  return {
    add(css) {
      if (users++ > 0) return;
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets.push(sheet);
    },
    remove() {
      if (--users > 0) return;
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((adopted) => adopted !== sheet);
    },
  };
}
`;
