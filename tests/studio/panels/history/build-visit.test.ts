import { expect, test } from "bun:test";
import { diffGraphs } from "#schemas/history/diff-graphs.ts";
import { compareWithEarlier, compareWithNow } from "#studio/panels/history/build-visit.ts";
import { countChanges, listChanges } from "#studio/panels/history/list-changes.ts";

function step(id: string, x: number, instruction = "") {
  return { id, type: "step", position: { x, y: 0 }, data: { step: id.toUpperCase(), instruction } };
}

function edge(source: string, target: string) {
  return { id: source + target, source, target };
}

const OLD = {
  name: "Refund",
  nodes: { a: step("a", 0), b: step("b", 0), c: step("c", 0), gone: step("gone", 0) },
  edges: { ab: edge("a", "b"), bgone: edge("b", "gone") },
};
const NOW = {
  name: "Refunds",
  nodes: { a: step("a", 0, "Read"), b: step("b", 50), c: step("c", 50, "Pay"), fresh: step("fresh", 0) },
  edges: { ab: { ...edge("a", "b"), target: "c" }, cfresh: edge("c", "fresh") },
};
const VISITED = { version: 3, title: "Version 3", by: "ana", at: 0, own: OLD };

test("[U51] what changed since is marked, and what is only in the SOP of now is drawn as a ghost", () => {
  const visit = compareWithNow(VISITED, NOW);
  expect(visit.against).toBeNull();
  expect(Object.fromEntries(visit.marks)).toEqual({
    a: "changed",
    b: "moved",
    // It moved too: what it says matters more than where it stands.
    c: "changed",
    fresh: "added",
    gone: "removed",
  });
  expect(Object.fromEntries(visit.edgeMarks)).toEqual({
    ab: "changed",
    bgone: "removed",
    cfresh: "added",
  });
  expect([...visit.ghosts]).toEqual(["fresh"]);
  expect(Object.keys(visit.graph.nodes).toSorted()).toEqual(["a", "b", "c", "fresh", "gone"]);
  expect(visit.graph.nodes["a"]).toBe(OLD.nodes.a);
  expect(visit.own).toBe(OLD);
});

test("[U51] compared with an earlier version, the ghosts are what that one had", () => {
  const visited = { ...VISITED, version: 9, own: NOW };
  const visit = compareWithEarlier(visited, 3, diffGraphs(OLD, NOW));
  expect(visit.against).toBe(3);
  expect(visit.marks.get("fresh")).toBe("added");
  expect(visit.marks.get("gone")).toBe("removed");
  expect([...visit.ghosts]).toEqual(["gone"]);
  expect(visit.graph.nodes["a"]).toBe(NOW.nodes.a);
  expect(Object.keys(visit.graph.edges).toSorted()).toEqual(["ab", "bgone", "cfresh"]);
});

test("[U51] a node and an edge of one id are marked apart", () => {
  const own = { nodes: { x: step("x", 0), y: step("y", 0) }, edges: { x: edge("x", "y") } };
  const now = { ...own, nodes: { ...own.nodes, x: step("x", 10) } };
  const visit = compareWithNow({ ...VISITED, own }, now);
  expect([...visit.marks]).toEqual([["x", "moved"]]);
  expect([...visit.edgeMarks]).toEqual([]);
});

test("[U53] changes are told in words, place by place", () => {
  const changes = listChanges(compareWithNow(VISITED, NOW));
  expect(changes.map(({ what, mark }) => `${what} ${mark}`)).toEqual([
    "The SOP’s own details changed",
    "“A” changed",
    "“C” changed",
    "Connection from “A” to “C” changed",
    "“FRESH” added",
    "Connection from “C” to “FRESH” added",
    "“GONE” removed",
    "Connection from “B” to “GONE” removed",
    "“B” moved",
    "“C” moved",
  ]);
  expect(changes[0]?.places).toEqual([{ name: "name", before: "Refund", after: "Refunds" }]);
  expect(changes[1]).toMatchObject({
    nodes: ["a"],
    places: [{ name: "instruction", before: "", after: "Read" }],
  });
  expect(changes[3]?.nodes).toEqual(["a", "c"]);
});

test("[U52] the colours are counted", () => {
  expect(countChanges(listChanges(compareWithNow(VISITED, NOW)))).toEqual({
    changed: 4,
    added: 2,
    removed: 2,
    moved: 2,
  });
});

test("[U51] a ghost stands beside what took its place", () => {
  const own = { nodes: { here: step("here", 0), next: step("next", 320) }, edges: {} };
  const now = { nodes: { ...own.nodes, came: step("came", 10), far: step("far", 2000) }, edges: {} };
  const { graph } = compareWithNow({ ...VISITED, own }, now);
  expect(graph.nodes["came"]).toMatchObject({ position: { x: 650, y: 0 } });
  expect(graph.nodes["far"]).toBe(now.nodes.far);
  expect(graph.nodes["here"]).toBe(own.nodes.here);
});
