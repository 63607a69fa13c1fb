import fc from "fast-check";

/** Who makes an edit, and when, among two others who edit at once. */
export function anyAuthor(me: string) {
  return {
    who: fc.constantFrom(me, "bob/tab", "zoe/tab"),
    /** How many of the others' versions they had not seen. */
    unseen: fc.nat(4),
    /** Within what all of them may have made at once. */
    ts: fc.integer({ min: 100, max: 120 }),
  };
}
