import { useEffect } from "react";
import { toast } from "sonner";
import type { Role } from "#schemas/protocol/document.ts";
import { useEditor } from "../editor/editor-context.tsx";

/** What somebody becomes, and what it means. */
const WORDS: Readonly<Record<Role, readonly [title: string, text: string]>> = {
  viewer: ["You can only view this SOP now", "An owner changed your role. What you have saved stays."],
  editor: ["You can edit this SOP now", "An owner made you an editor."],
  owner: ["You are an owner of this SOP now", "You can share it, change roles and delete it."],
};

/** Tells when my role becomes another while I am here; the page itself follows. */
export function useRoleToasts(): void {
  const { sop } = useEditor();
  useEffect(() => {
    let known = sop.role;
    return sop.subscribe(({ kind }) => {
      const { role } = sop;
      if (kind !== "role" || role === known) return;
      const isNews = known !== null && role !== null;
      known = role;
      if (!isNews) return;
      const [title, description] = WORDS[role];
      toast(title, { id: "role", description, duration: 8000 });
    });
  }, [sop]);
}
