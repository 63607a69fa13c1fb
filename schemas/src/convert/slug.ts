/** The longest name that the SKILL.md format allows. */
const MOST_CHARS = 64;

/** A name in kebab case, a–z, 0–9 and single hyphens: good for a skill and for a file; `otherwise` where nothing is left. */
export function toSlug(name: string, otherwise: string): string {
  const words =
    name
      .normalize("NFKD")
      .replaceAll(/\p{M}/gu, "")
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  const slug = words.join("-").slice(0, MOST_CHARS).replace(/-$/, "");
  return slug === "" ? otherwise : slug;
}
