/** What a file holds that is to become a SOP: ready to be posted, or why it cannot be. */
export type ReadImport =
  { readonly kind: "read"; readonly unit: unknown } | { readonly kind: "refused"; readonly why: string };

/** As the registry takes it by default. */
const MOST_BYTES = 5 * 1024 * 1024;

/** Reads the text of a file that should be an ExpertSOP; what is wrong inside of it the registry tells better. */
export function readImport(text: string): ReadImport {
  if (text.length > MOST_BYTES) return refused("it is larger than 5 MB.");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused("it is not JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return refused("it holds no ExpertSOP: a JSON object was expected.");
  }
  if (!("@type" in value) && !("decision_tree" in value)) {
    return refused('it is JSON, but no ExpertSOP: it has neither "@type" nor "decision_tree".');
  }
  return { kind: "read", unit: value };
}

function refused(why: string): ReadImport {
  return { kind: "refused", why };
}
