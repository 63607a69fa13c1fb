import { isArray, isObject, type Json } from "#schemas/json.ts";

/** A value for people: text as it is, a place in round numbers, the rest as its members. `nothing`: what is said of none. */
export function showValue(value: Json | undefined, nothing: string): string {
  if (value === undefined) return `(${nothing})`;
  if (value === "") return "(empty)";
  if (typeof value === "string") return value;
  if (isPlace(value)) return `${Math.round(value.x)}, ${Math.round(value.y)}`;
  if (isArray(value) || isObject(value))
    return JSON.stringify(value, null, 1)
      .replaceAll(/["{}[\],]/g, "")
      .trim();
  return String(value);
}

function isPlace(value: Json): value is { readonly x: number; readonly y: number } {
  if (!isObject(value) || Object.keys(value).length !== 2) return false;
  return typeof value["x"] === "number" && typeof value["y"] === "number";
}
