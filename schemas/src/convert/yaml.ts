/** A value of a YAML front matter; text goes in double quotes, whatever it holds. */
export type Yaml = string | number | readonly string[];

/** `key: value` lines of a mapping, indented. */
export function yamlLines(members: Readonly<Record<string, Yaml>>, indent = ""): string[] {
  return Object.entries(members).map(([key, value]) => `${indent}${key}: ${yamlValue(value)}`);
}

function yamlValue(value: Yaml): string {
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? quote(value) : `[${value.map(quote).join(", ")}]`;
}

/** JSON's strings are YAML's double-quoted ones, but for what YAML does not count as printable or takes for a line's end. */
function quote(text: string): string {
  return JSON.stringify(text.toWellFormed()).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
