import type { ErrorCode, OpCode } from "#schemas/protocol/codes.ts";

/** Why an edit cannot be laid on the view: the codes that the registry would refuse it by. */
export type EditCode = Exclude<OpCode, "base_lost"> | Extract<ErrorCode, "malformed" | "forbidden">;

/** An edit that cannot be laid on the view. Nothing of it was done. */
export class EditError extends Error {
  override readonly name = "EditError";
  readonly code: EditCode;
  /** The place that it is about, as a pointer. */
  readonly path: string | undefined;

  constructor(code: EditCode, message: string, path?: string) {
    super(message);
    this.code = code;
    this.path = path;
  }
}
