import { equalJson, isArray, isObject, member } from "#schemas/json.ts";
import type { Json, JsonObject } from "#schemas/json.ts";
import type { GraphRules } from "#schemas/change/types.ts";

const ID = /^[A-Za-z0-9_][A-Za-z0-9_.:-]{0,63}$/;
const NODE_KEYS = ["data", "id", "position", "type"];
const EDGE_KEYS = ["data", "id", "label", "source", "sourceHandle", "target", "targetHandle"];

/**
 * The loose schema of TRANSFORM's scenarios: a node is `{id, type, position, data}` with any object as data, an
 * edge has ids as ends, strings as handles, anything as label. Loose so that a scenario is about the transform.
 */
export const LOOSE_RULES: GraphRules = { checkNode, checkEdge, checkMeta };

function checkNode(value: Json): string | undefined {
  if (!isObject(value)) return "a node is an object";
  if (!equalJson(Object.keys(value).toSorted(), NODE_KEYS)) return "a node has id, type, position and data";
  if (!isId(value["id"])) return "id";
  if (typeof value["type"] !== "string") return "type is a string";
  if (!isPosition(value["position"])) return "position is two finite numbers";
  return isObject(value["data"]) ? undefined : "data is an object";
}

function checkEdge(value: Json): string | undefined {
  if (!isObject(value)) return "an edge is an object";
  const unknown = Object.keys(value).find((key) => !EDGE_KEYS.includes(key));
  if (unknown !== undefined) return `unknown member ${unknown}`;
  const badEnd = ["id", "source", "target"].find((key) => !isId(member(value, key)));
  if (badEnd !== undefined) return `${badEnd} is an id`;
  const badHandle = ["sourceHandle", "targetHandle"].find((key) => !isOptionalString(value, key));
  return badHandle === undefined ? undefined : `${badHandle} is a string`;
}

function checkMeta(key: string, value: Json | undefined): string | undefined {
  if (key === "name") return typeof value === "string" && value !== "" ? undefined : "name is a text";
  if (key === "tags") return value === undefined || isArray(value) ? undefined : "tags is a list";
  return key === "description" || key === "domain" ? undefined : `unknown member ${key}`;
}

function isId(value: Json | undefined): boolean {
  return typeof value === "string" && ID.test(value);
}

function isPosition(value: Json | undefined): boolean {
  if (!isObject(value)) return false;
  return equalJson(Object.keys(value).toSorted(), ["x", "y"]) && Object.values(value).every(Number.isFinite);
}

function isOptionalString(object: JsonObject, key: string): boolean {
  return !Object.hasOwn(object, key) || typeof object[key] === "string";
}
