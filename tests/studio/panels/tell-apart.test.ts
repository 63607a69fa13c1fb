import { expect, test } from "bun:test";
import { tellApart } from "#studio/panels/properties/tell-apart.ts";

test("[U33] nodes of one title are told apart by what they are, two of one kind by their ids", () => {
  const names = tellApart([
    { id: "a", type: "step", title: "Check" },
    { id: "b", type: "condition", title: "Check" },
    { id: "c", type: "step", title: "Fix" },
    { id: "d", type: "step", title: "Call" },
    { id: "e", type: "step", title: "Call" },
  ]);
  expect([...names.values()]).toEqual(["Check (step)", "Check (condition)", "Fix", "Call (d)", "Call (e)"]);
});
