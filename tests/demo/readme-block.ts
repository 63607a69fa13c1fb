import { join } from "node:path";

const README = join(import.meta.dir, "../../README.md");

/** The first block of a language in a section of the README. */
export async function readmeBlock(section: string, language: string): Promise<string> {
  const [, text = ""] = (await Bun.file(README).text()).split(`## ${section}\n`);
  const [, code] = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(text) ?? [];
  if (code === undefined) throw new Error(`the README has no ${language} in "${section}"`);
  return code;
}
