import { undoRemovals } from "./inverse.ts";
import type { Stage } from "./stage.ts";

/** Somebody edits in a train; meanwhile a newer edit of the same words was made. The older one loses, and is told so. */
export async function playOffline({ mia, jonas, transcript, tell }: Stage): Promise<void> {
  transcript.scene("An offline edit that loses, and one that does not");
  const title = "/nodes/follow_up/data/step";
  await jonas.goOffline();
  jonas.makeEdit([{ op: "replace", path: title, value: "Call after a week" }], { agoMs: 60_000 });
  jonas.makeEdit([{ op: "replace", path: "/nodes/follow_up/position", value: { x: 700, y: 2900 } }], {
    agoMs: 50_000,
  });
  transcript.does("Jonas", 'goes into a tunnel, renames "Follow up after two days" and moves it');
  transcript.does("Mia", "renames it a minute later");
  const fate = await mia.edit([{ op: "replace", path: title, value: "Follow up after three days" }]);
  if (fate.kind === "echo") transcript.made(fate.patch.version, "Mia");
  transcript.fate(fate);
  transcript.does(
    "Jonas",
    `comes back with what he had (version ${jonas.version}) and sends his ${jonas.waiting} edits`,
  );
  for (const answer of await jonas.comeOnline()) await tell("Jonas", answer);
  transcript.says(
    `everybody has ${JSON.stringify(mia.graph.nodes["follow_up"]?.data["step"])}, where Jonas put it`,
  );
}

/** Undo is a patch like any other: what a removal took along comes back. */
export async function playUndo({ mia, transcript, tell }: Stage): Promise<void> {
  transcript.scene("An undo");
  const before = structuredClone(mia.graph);
  transcript.does("Mia", 'removes "Escalate to engineering", by mistake');
  const fate = await mia.edit([{ op: "remove", path: "/nodes/escalate_engineering" }]);
  await tell("Mia", fate);
  if (fate.kind !== "echo") throw new Error("the removal was not committed");
  transcript.does("Mia", "undoes it");
  await tell("Mia", await mia.edit(undoRemovals(before, fate.patch.ops)));
}

/** The echo is lost with the connection; the same edit under the same id is answered and not applied twice. */
export async function playLostEcho({ mia, jonas, transcript, tell }: Stage): Promise<void> {
  transcript.scene("A lost echo");
  const list = "/nodes/reproduce/data/tool_suggestions";
  const edit = jonas.makeEdit([
    { op: "add", path: list, value: [{ name: "vm.start", when: "it needs a clean machine" }] },
  ]);
  transcript.does("Jonas", "suggests a tool; his line breaks before the answer comes");
  jonas.peer.stopReading();
  const lost = jonas.send(edit).catch(() => undefined);
  await mia.peer.reach(edit.base + 1);
  transcript.made(edit.base + 1, "Jonas");
  jonas.peer.cut();
  await lost;
  transcript.says(`to the others: version ${edit.base + 1}`);
  transcript.does("Jonas", "comes back and sends it again under its id");
  for (const answer of await jonas.comeOnline()) await tell("Jonas", answer);
}
